import type { Attribute, Attributes, Type } from "./attribute.ts";
import { toSnakeCase } from "./names.ts";
import { unknown } from "./unknown.ts";

/** Stands in a decoded record for a secret that exists. */
export const presentSecret = "[secret]";

/** Text that Terraform wrote is not a record of the noun. */
export class JsonRecordError extends Error {
  override readonly name = "JsonRecordError";
}

/** A record as Terraform's JSON has it: of a plan, of a state, or of what `terraform show -json` prints. */
export interface JsonRecord {
  /** By attribute, in snake_case. What is not known may be left out. */
  readonly values: unknown;
  /** As in `after_unknown`: true for what is not known, nested as the values are. @default all is known */
  readonly unknowns?: unknown;
  /** What takes the place of a single value that is not known. @default `unknown` */
  readonly fillUnknown?: FillUnknown;
}

/** Where a value is that is not known. */
export interface UnknownPlace {
  /** As in messages: `access.spaces[0].id`. */
  readonly path: string;
  /** The noun whose id it is. */
  readonly refersTo: string | undefined;
}

export type FillUnknown = (place: UnknownPlace) => unknown;

type Plain = { readonly [name: string]: unknown };

interface Leaf {
  readonly value: unknown;
  readonly mask: unknown;
  /** For messages. */
  readonly path: string;
  readonly fillUnknown: FillUnknown;
  readonly refersTo?: string | undefined;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describeKind(value: unknown): string {
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

function fail({ path, value }: Leaf, expected: string): never {
  // Never the value itself: it may be a secret.
  throw new JsonRecordError(`\`${path}\` is ${describeKind(value)}; it must be ${expected}`);
}

function getOwn(record: unknown, name: string): unknown {
  return isPlain(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

function decodeList(element: Type, leaf: Leaf, isSecret: boolean): readonly unknown[] {
  const { value, mask, path } = leaf;
  if (!Array.isArray(value)) return fail(leaf, "a list");
  const masks: readonly unknown[] = Array.isArray(mask) ? mask : [];
  return value.map((one: unknown, index) => {
    return decodeValue(element, { ...leaf, value: one, mask: masks[index], path: `${path}[${index}]` }, isSecret);
  });
}

function decodeMap(element: Type, leaf: Leaf, isSecret: boolean): Plain {
  const { value, mask, path } = leaf;
  if (!isPlain(value)) return fail(leaf, "an object");
  const names = new Set([...Object.keys(value), ...Object.keys(isPlain(mask) ? mask : {})]);
  const entries = [...names].map((name) => {
    const inner = { ...leaf, value: getOwn(value, name), mask: getOwn(mask, name), path: `${path}.${name}` };
    return [name, decodeValue(element, inner, isSecret)] as const;
  });
  return Object.fromEntries(entries);
}

function decodeScalar(type: Type, leaf: Leaf): unknown {
  const { value } = leaf;
  switch (type.kind) {
    case "text":
      return typeof value === "string" ? value : fail(leaf, "text");
    case "bool":
      return typeof value === "boolean" ? value : fail(leaf, "true or false");
    case "integer":
      return Number.isInteger(value) ? BigInt(value as number) : fail(leaf, "a whole number");
    case "number":
      return typeof value === "number" ? value : fail(leaf, "a number");
    default:
      return value;
  }
}

function isSingle({ kind }: Type): boolean {
  return kind !== "list" && kind !== "set" && kind !== "map" && kind !== "object";
}

// A secret goes here, and nowhere further: what is decoded holds none.
function decodeValue(type: Type, leaf: Leaf, isSecret: boolean): unknown {
  if (leaf.mask === true) {
    return isSingle(type) && !isSecret ? leaf.fillUnknown({ path: leaf.path, refersTo: leaf.refersTo }) : unknown;
  }
  if (leaf.value === null || leaf.value === undefined) return null;
  switch (type.kind) {
    case "list":
    case "set":
      return decodeList(type.element, leaf, isSecret);
    case "map":
      return decodeMap(type.element, leaf, isSecret);
    case "object":
      return isPlain(leaf.value) ? decodeAttributes(type.attributes, leaf) : fail(leaf, "an object");
    default:
      return isSecret ? presentSecret : decodeScalar(type, leaf);
  }
}

function decodeAttribute({ facts }: Attribute<unknown, string, string>, leaf: Leaf): unknown {
  return decodeValue(facts.type, { ...leaf, refersTo: facts.refersTo }, facts.isSecret);
}

function decodeAttributes(attributes: Attributes, { value, mask, path, fillUnknown }: Leaf): Plain {
  const entries = Object.entries(attributes).map(([name, attribute]) => {
    const spelled = toSnakeCase(name);
    const at = path === "" ? spelled : `${path}.${spelled}`;
    const leaf = { value: getOwn(value, spelled), mask: getOwn(mask, spelled), path: at, fillUnknown };
    return [name, decodeAttribute(attribute, leaf)];
  });
  return Object.fromEntries(entries) as Plain;
}

/**
 * Decodes a record of a noun from Terraform's JSON: our names, `unknown` for what is not known, null for what is missing.
 * Secrets are dropped: of each only `presentSecret` is left. Attributes that the noun does not have are left out.
 * @throws JsonRecordError if a value has another form than the noun declares
 */
export function decodeJsonRecord(attributes: Attributes, { values, unknowns, fillUnknown }: JsonRecord): Plain {
  if (!isPlain(values)) throw new JsonRecordError(`the record is ${describeKind(values)}; it must be an object`);
  return decodeAttributes(attributes, {
    value: values,
    mask: unknowns,
    path: "",
    fillUnknown: fillUnknown ?? (() => unknown),
  });
}

/** Attributes of the JSON that the noun does not have, such as those of a newer provider. */
export function listForeignNames(attributes: Attributes, values: object): readonly string[] {
  const known = new Set(Object.keys(attributes).map(toSnakeCase));
  return Object.keys(values).filter((name) => !known.has(name));
}
