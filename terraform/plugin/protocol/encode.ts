import { ProtocolError } from "../protocol-error.ts";
import type { MessageTable, TableField } from "./message-table.ts";
import { wireTypes } from "./wire-reader.ts";
import type { WireWriter } from "./wire-writer.ts";

/** Writes the fields of a message, last field first, because the writer goes backwards. */
export function writeMessage(writer: WireWriter, table: MessageTable, message: unknown): void {
  if (!isRecord(message)) throw new ProtocolError(`${table.name}: expected a message, got ${typeof message}`);
  for (let at = table.fields.length - 1; at >= 0; at--) {
    const field = table.fields[at];
    if (field !== undefined) writeField(writer, field, message);
  }
}

function writeField(writer: WireWriter, field: TableField, message: Readonly<Record<string, unknown>>): void {
  if (field.oneof !== undefined) return writeMember(writer, field, message[field.oneof]);
  const value = message[field.key];
  if (value === undefined) return;
  if (field.label === "repeated") writeList(writer, field, value);
  else if (field.label === "map") writeMap(writer, field, value);
  else if (field.label === "optional" || !isDefault(field, value)) writeTagged(writer, field, value);
}

function writeMember(writer: WireWriter, field: TableField, selected: unknown): void {
  if (isRecord(selected) && selected["kind"] === field.key) writeTagged(writer, field, selected["value"]);
}

function writeList(writer: WireWriter, field: TableField, list: unknown): void {
  if (!Array.isArray(list)) throw refuseValue(field, "a list", list);
  if (list.length === 0) return;
  const end = writer.written;
  for (let at = list.length - 1; at >= 0; at--) {
    if (field.isPacked) writeValue(writer, field, list[at]);
    else writeTagged(writer, field, list[at]);
  }
  if (field.isPacked) writeLengthAndTag(writer, field.number, end);
}

function writeMap(writer: WireWriter, field: TableField, map: unknown): void {
  if (!isRecord(map)) throw refuseValue(field, "an object", map);
  for (const [key, value] of Object.entries(map).reverse()) {
    const end = writer.written;
    writeValue(writer, field, value);
    writer.varint(2 * 8 + field.wireType);
    writer.string(key);
    writer.varint(Buffer.byteLength(key));
    writer.varint(1 * 8 + wireTypes.length);
    writeLengthAndTag(writer, field.number, end);
  }
}

function writeTagged(writer: WireWriter, field: TableField, value: unknown): void {
  writeValue(writer, field, value);
  writer.varint(field.number * 8 + field.wireType);
}

function writeLengthAndTag(writer: WireWriter, number: number, end: number): void {
  writer.varint(writer.written - end);
  writer.varint(number * 8 + wireTypes.length);
}

function writeValue(writer: WireWriter, field: TableField, value: unknown): void {
  const end = writer.written;
  switch (field.kind) {
    case "message":
      writeMessage(writer, field.table(), value);
      return writer.varint(writer.written - end);
    case "string":
      if (typeof value !== "string") throw refuseValue(field, "a string", value);
      writer.string(value);
      return writer.varint(writer.written - end);
    case "bytes":
      if (!(value instanceof Uint8Array)) throw refuseValue(field, "a Uint8Array", value);
      writer.bytes(value);
      return writer.varint(value.length);
    case "bool":
      if (typeof value !== "boolean") throw refuseValue(field, "a boolean", value);
      return writer.varint(value ? 1 : 0);
    case "int64":
      if (typeof value !== "bigint") throw refuseValue(field, "a bigint", value);
      return writer.int64(value);
    case "int32":
      return writer.int64(BigInt(checkWholeNumber(field, value, -0x8000_0000, 0x7fff_ffff)));
    case "uint32":
      return writer.varint(checkWholeNumber(field, value, 0, 0xffff_ffff));
    case "enum":
      return writer.varint(toEnumNumber(field, value));
  }
}

function isDefault(field: TableField, value: unknown): boolean {
  switch (field.kind) {
    case "message":
      return false;
    case "bytes":
      return value instanceof Uint8Array && value.length === 0;
    case "int64":
      return value === 0n;
    case "enum":
      return toEnumNumber(field, value) === 0;
    default:
      return value === "" || value === false || value === 0;
  }
}

function toEnumNumber(field: TableField, name: unknown): number {
  const number = field.enumNumber(name);
  if (number === undefined) throw refuseValue(field, "one of the enum's names", name);
  return number;
}

function checkWholeNumber(field: TableField, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw refuseValue(field, `a whole number from ${least} to ${most}`, value);
}

function refuseValue(field: TableField, wanted: string, got: unknown): ProtocolError {
  return new ProtocolError(`${field.path}: expected ${wanted}, got ${got === null ? "null" : typeof got}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
