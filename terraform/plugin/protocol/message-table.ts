import type { EnumType, Field, FieldType, MessageType, Scalar } from "./descriptor.ts";
import { wireTypes } from "./wire-reader.ts";

/** A field, prepared for the encoder and the decoder. */
export interface TableField {
  readonly key: string;
  readonly number: number;
  readonly kind: Scalar | "enum" | "message";
  readonly label: Field["label"];
  /** The oneof that the field is a member of. */
  readonly oneof: string | undefined;
  /** The wire type of one value. */
  readonly wireType: number;
  readonly isPacked: boolean;
  /** "ReadResource.Response.new_state", for error messages. */
  readonly path: string;
  /** Resolved on first use: messages may contain each other. */
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

const tables = new Map<MessageType, MessageTable>();

/** The table of a message, built on first use so that it does not slow down the start. */
export function findTable(type: MessageType): MessageTable {
  const known = tables.get(type);
  if (known !== undefined) return known;
  const fields = type
    .fields()
    .map((field) => createTableField(type, field))
    .sort((a, b) => a.number - b.number);
  const byNumber: (TableField | undefined)[] = [];
  for (const field of fields) byNumber[field.number] = field;
  const table = { name: type.name, fields, byNumber };
  tables.set(type, table);
  return table;
}

/** "new_state" for `newState`. */
export function toProtocolName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function createTableField(owner: MessageType, { key, number, type, label, oneof }: Field): TableField {
  const kind = typeof type === "string" ? type : type.kind;
  const wireType = kind === "string" || kind === "bytes" || kind === "message" ? wireTypes.length : wireTypes.varint;
  let table: MessageTable | undefined;
  return {
    key,
    number,
    kind,
    label,
    oneof,
    wireType,
    isPacked: label === "repeated" && wireType === wireTypes.varint,
    path: `${owner.name}.${toProtocolName(key)}`,
    table: () => (table ??= findTable(requireMessage(type))),
    ...createLookUps(type),
  };
}

function requireMessage(type: FieldType): MessageType {
  if (typeof type === "string" || type.kind === "enum") throw new TypeError("the field holds no message");
  return type;
}

function createLookUps(type: FieldType): Pick<TableField, "enumNumber" | "enumName"> {
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
