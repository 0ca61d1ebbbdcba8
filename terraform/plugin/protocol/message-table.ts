import type { EnumType, Field, FieldType, MessageType, Scalar } from "./descriptor.ts";
import { wireTypes } from "./wire-reader.ts";

export type Kind = Scalar | "enum" | "message";

/** A field as the encoder and the decoder go through it. */
export interface TableField {
  readonly key: string;
  readonly number: number;
  readonly kind: Kind;
  readonly label: Field["label"];
  /** The oneof that the field is a member of. */
  readonly oneof: string | undefined;
  /** The wire type of one value. */
  readonly wireType: number;
  readonly isPacked: boolean;
  /** "ReadResource.Response.new_state", for messages to people. */
  readonly path: string;
  /** Resolved when first asked for: messages may hold each other. */
  table(): MessageTable;
  enumNumber(name: unknown): number | undefined;
  enumName(number: number): string;
}

export interface MessageTable {
  readonly name: string;
  /** In the order of their numbers. */
  readonly fields: readonly TableField[];
  readonly byNumber: readonly (TableField | undefined)[];
}

const tables = new WeakMap<MessageType, MessageTable>();

/** The table of a message, made when it is first needed: a process that starts pays for none. */
export function tableOf(type: MessageType): MessageTable {
  const known = tables.get(type);
  if (known !== undefined) return known;
  const fields: TableField[] = [];
  for (const [key, field] of Object.entries(type.fields)) {
    if (field.kind === "field") fields.push(tableField(type, key, field, undefined));
    else for (const [member, inner] of Object.entries(field.members)) fields.push(tableField(type, member, inner, key));
  }
  fields.sort((a, b) => a.number - b.number);
  const byNumber: (TableField | undefined)[] = [];
  for (const field of fields) byNumber[field.number] = field;
  const table = { name: type.name, fields, byNumber };
  tables.set(type, table);
  return table;
}

/** "new_state" for `newState`. */
export function protocolName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function tableField(owner: MessageType, key: string, field: Field, oneof: string | undefined): TableField {
  const kind = kindOf(field.type);
  const wireType = kind === "string" || kind === "bytes" || kind === "message" ? wireTypes.length : wireTypes.varint;
  let table: MessageTable | undefined;
  return {
    key,
    number: field.number,
    kind,
    label: field.label,
    oneof,
    wireType,
    isPacked: field.label === "repeated" && wireType === wireTypes.varint,
    path: `${owner.name}.${protocolName(key)}`,
    table: () => (table ??= tableOf(messageOf(field.type))),
    ...enumLookup(field.type),
  };
}

function kindOf(type: FieldType): Kind {
  if (typeof type === "string") return type;
  return typeof type === "function" ? "message" : type.kind;
}

function messageOf(type: FieldType): MessageType {
  const resolved = typeof type === "function" ? type() : type;
  if (typeof resolved === "string" || resolved.kind === "enum") throw new TypeError("a field without a message");
  return resolved;
}

function enumLookup(type: FieldType): Pick<TableField, "enumNumber" | "enumName"> {
  const numbers = new Map<unknown, number>(isEnum(type) ? Object.entries(type.values) : []);
  const names = new Map([...numbers].map(([name, number]) => [number, String(name)]));
  return {
    enumNumber: (name) => numbers.get(name),
    enumName: (number) => names.get(number) ?? names.get(0) ?? "",
  };
}

function isEnum(type: FieldType): type is EnumType {
  return typeof type === "object" && type.kind === "enum";
}
