import { ProtocolError } from "../protocol-error.ts";
import type { MessageTable, TableField } from "./message-table.ts";
import type { WireReader } from "./wire-reader.ts";
import { wireTypes } from "./wire-reader.ts";

type Decoded = Record<string, unknown>;

const noBytes = new Uint8Array(0);

/** Reads a message that ends at `end`. Unknown fields are skipped. */
export function readMessage(reader: WireReader, table: MessageTable, end: number, into = createBlank(table)): Decoded {
  while (reader.position < end) {
    const tag = reader.uint32();
    if (tag < 8) throw new ProtocolError(`a field with the number 0 at byte ${reader.position}`);
    const field = table.byNumber[tag >>> 3];
    const wireType = tag & 7;
    if (field === undefined) reader.skip(tag);
    else if (field.label === "map") readEntry(reader, field, tag, into);
    else if (field.isPacked && wireType === wireTypes.length) readPacked(reader, field, into);
    else if (wireType !== field.wireType) reader.skip(tag);
    else readField(reader, field, into);
  }
  if (reader.position > end) throw new ProtocolError(`a field runs past the end of its message at byte ${end}`);
  return into;
}

function createBlank(table: MessageTable): Decoded {
  const message: Decoded = {};
  for (const field of table.fields) {
    if (field.oneof !== undefined || field.label === "optional") continue;
    if (field.label === "repeated") message[field.key] = [];
    else if (field.label === "map") message[field.key] = Object.create(null);
    else if (field.kind !== "message") message[field.key] = defaultValue(field);
  }
  return message;
}

function readField(reader: WireReader, field: TableField, into: Decoded): void {
  if (field.oneof !== undefined) {
    const value = readValue(reader, field, findMember(field, into[field.oneof]));
    into[field.oneof] = { kind: field.key, value };
  } else if (field.label === "repeated") {
    append(into, field, readValue(reader, field, undefined));
  } else {
    into[field.key] = readValue(reader, field, into[field.key]);
  }
}

function readPacked(reader: WireReader, field: TableField, into: Decoded): void {
  const end = reader.end();
  while (reader.position < end) append(into, field, readValue(reader, field, undefined));
  if (reader.position > end) throw new ProtocolError(`${field.path}: the list ends in the middle of a number`);
}

function readEntry(reader: WireReader, field: TableField, tag: number, into: Decoded): void {
  if ((tag & 7) !== wireTypes.length) return reader.skip(tag);
  const end = reader.end();
  let key = "";
  let value: unknown;
  while (reader.position < end) {
    const inner = reader.uint32();
    if (inner === 8 + wireTypes.length) key = reader.string();
    else if (inner === 16 + field.wireType) value = readValue(reader, field, value);
    else reader.skip(inner);
  }
  if (reader.position > end) throw new ProtocolError(`${field.path}: an entry runs past its end`);
  const entries = into[field.key];
  if (isDecoded(entries))
    entries[key] = value ?? (field.kind === "message" ? createBlank(field.table()) : defaultValue(field));
}

function readValue(reader: WireReader, field: TableField, soFar: unknown): unknown {
  switch (field.kind) {
    case "message":
      // protobuf: a sub-message that comes twice is merged, not replaced
      return readMessage(reader, field.table(), reader.end(), isDecoded(soFar) ? soFar : undefined);
    case "string":
      return reader.string();
    case "bytes":
      return reader.bytes();
    case "bool":
      return reader.int64() !== 0n;
    case "int64":
      return reader.int64();
    case "int32":
      return reader.uint32() | 0;
    case "uint32":
      return reader.uint32();
    case "enum":
      return field.enumName(reader.uint32());
  }
}

function defaultValue(field: TableField): unknown {
  switch (field.kind) {
    case "string":
      return "";
    case "bytes":
      return noBytes;
    case "bool":
      return false;
    case "int64":
      return 0n;
    case "int32":
    case "uint32":
      return 0;
    case "enum":
      return field.enumName(0);
    case "message":
      return undefined;
  }
}

function append(into: Decoded, field: TableField, value: unknown): void {
  const list = into[field.key];
  if (Array.isArray(list)) list.push(value);
}

function findMember(field: TableField, selected: unknown): unknown {
  return isDecoded(selected) && selected["kind"] === field.key ? selected["value"] : undefined;
}

function isDecoded(value: unknown): value is Decoded {
  return typeof value === "object" && value !== null;
}
