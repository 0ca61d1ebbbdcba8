import type { Infer, Init, MessageType, NameOf } from "./descriptor.ts";
import { bool, bytes, choice, enumeration, int64, later, message, repeated, string, sub } from "./descriptor.ts";

export const StringKind = enumeration("StringKind", { PLAIN: 0, MARKDOWN: 1 });
export type StringKind = NameOf<typeof StringKind>;

export const BlockNesting = enumeration("Schema.NestedBlock.NestingMode", {
  INVALID: 0,
  SINGLE: 1,
  LIST: 2,
  SET: 3,
  MAP: 4,
  GROUP: 5,
});
export type BlockNesting = NameOf<typeof BlockNesting>;

export const ObjectNesting = enumeration("Schema.Object.NestingMode", {
  INVALID: 0,
  SINGLE: 1,
  LIST: 2,
  SET: 3,
  MAP: 4,
});
export type ObjectNesting = NameOf<typeof ObjectNesting>;

export const SchemaObject = message("Schema.Object", {
  attributes: repeated(later(1, (): MessageType<SchemaAttribute, SchemaAttributeInit> => SchemaAttribute)),
  nesting: choice(3, ObjectNesting),
  minItems: int64(4),
  maxItems: int64(5),
});
export type SchemaObject = Infer<typeof SchemaObject>;

export const SchemaAttribute = message("Schema.Attribute", {
  name: string(1),
  type: bytes(2),
  description: string(3),
  required: bool(4),
  optional: bool(5),
  computed: bool(6),
  sensitive: bool(7),
  descriptionKind: choice(8, StringKind),
  deprecated: bool(9),
  nestedType: sub(10, SchemaObject),
  writeOnly: bool(11),
  deprecationMessage: string(12),
});
export interface SchemaAttribute extends Infer<typeof SchemaAttribute> {}
export interface SchemaAttributeInit extends Init<typeof SchemaAttribute> {}

export const SchemaBlock = message("Schema.Block", {
  version: int64(1),
  attributes: repeated(sub(2, SchemaAttribute)),
  blockTypes: repeated(later(3, (): MessageType<SchemaNestedBlock, SchemaNestedBlockInit> => SchemaNestedBlock)),
  description: string(4),
  descriptionKind: choice(5, StringKind),
  deprecated: bool(6),
  deprecationMessage: string(7),
  computed: bool(8),
});
export type SchemaBlock = Infer<typeof SchemaBlock>;

export const SchemaNestedBlock = message("Schema.NestedBlock", {
  typeName: string(1),
  block: sub(2, SchemaBlock),
  nesting: choice(3, BlockNesting),
  minItems: int64(4),
  maxItems: int64(5),
});
export interface SchemaNestedBlock extends Infer<typeof SchemaNestedBlock> {}
export interface SchemaNestedBlockInit extends Init<typeof SchemaNestedBlock> {}

export const Schema = message("Schema", { version: int64(1), block: sub(2, SchemaBlock) });
export type Schema = Infer<typeof Schema>;

export const ActionSchema = message("ActionSchema", { schema: sub(1, Schema) });
export type ActionSchema = Infer<typeof ActionSchema>;

export const IdentityAttribute = message("ResourceIdentitySchema.IdentityAttribute", {
  name: string(1),
  type: bytes(2),
  requiredForImport: bool(3),
  optionalForImport: bool(4),
  description: string(5),
});
export type IdentityAttribute = Infer<typeof IdentityAttribute>;

export const ResourceIdentitySchema = message("ResourceIdentitySchema", {
  version: int64(1),
  identityAttributes: repeated(sub(2, IdentityAttribute)),
});
export type ResourceIdentitySchema = Infer<typeof ResourceIdentitySchema>;
