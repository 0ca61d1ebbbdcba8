import type { Numeric } from "#access/schema/decimal.ts";
import { isUnknown, unknown } from "#access/schema/unknown.ts";
import { Dynamic, type WireType } from "#access/schema/wire-type.ts";
import { ProtocolError } from "../protocol-error.ts";
import { MsgpackReader } from "./msgpack-reader.ts";
import { MsgpackWriter } from "./msgpack-writer.ts";
import { parseWireType } from "./wire-types.ts";

type WireObject = { readonly [name: string]: unknown };

function writeMany(writer: MsgpackWriter, values: readonly unknown[], typeAt: (index: number) => WireType): void {
  writer.writeArrayHead(values.length);
  values.forEach((value, index) => write(writer, typeAt(index), value));
}

function writeEntries(writer: MsgpackWriter, value: WireObject, typeOf: (name: string) => WireType): void {
  const names = Object.keys(value);
  writer.writeMapHead(names.length);
  for (const name of names) {
    writer.writeText(name);
    write(writer, typeOf(name), value[name]);
  }
}

function writeObject(writer: MsgpackWriter, fields: { readonly [name: string]: WireType }, value: WireObject): void {
  const names = Object.keys(fields);
  writer.writeMapHead(names.length);
  for (const name of names) {
    writer.writeText(name);
    write(writer, fields[name] as WireType, value[name]);
  }
}

function writeDynamic(writer: MsgpackWriter, value: unknown): void {
  if (!(value instanceof Dynamic)) throw new ProtocolError("a dynamic value must carry its type");
  writer.writeArrayHead(2);
  writer.writeBytes(Buffer.from(JSON.stringify(value.type)));
  write(writer, value.type, value.value);
}

function write(writer: MsgpackWriter, type: WireType, value: unknown): void {
  if (value === null || value === undefined) return writer.writeNil();
  if (isUnknown(value)) return writer.writeUnknown();
  if (type === "string") return writer.writeText(value as string);
  if (type === "bool") return writer.writeBool(value as boolean);
  if (type === "number") return writer.writeNumber(value as Numeric);
  if (type === "dynamic") return writeDynamic(writer, value);
  switch (type[0]) {
    case "list":
    case "set":
      return writeMany(writer, value as readonly unknown[], () => type[1]);
    case "tuple":
      return writeMany(writer, value as readonly unknown[], (index) => type[1][index] ?? "dynamic");
    case "map":
      return writeEntries(writer, value as WireObject, () => type[1]);
    case "object":
      return writeObject(writer, type[1], value as WireObject);
  }
}

function readMany(reader: MsgpackReader, typeAt: (index: number) => WireType): unknown[] {
  const values: unknown[] = [];
  const size = reader.readArrayHead();
  for (let index = 0; index < size; index += 1) values.push(read(reader, typeAt(index)));
  return values;
}

function readTuple(reader: MsgpackReader, types: readonly WireType[]): unknown[] {
  return readMany(reader, (index) => {
    const type = types[index];
    if (type === undefined) throw new ProtocolError(`a tuple of ${types.length} elements has more`);
    return type;
  });
}

function readEntries(reader: MsgpackReader, typeOf: (name: string) => WireType): WireObject {
  const entries: [string, unknown][] = [];
  const size = reader.readMapHead();
  for (let index = 0; index < size; index += 1) {
    const name = reader.readText();
    entries.push([name, read(reader, typeOf(name))]);
  }
  return Object.fromEntries(entries);
}

function readObject(reader: MsgpackReader, fields: { readonly [name: string]: WireType }): WireObject {
  const value = readEntries(reader, (name) => {
    if (!Object.hasOwn(fields, name)) throw new ProtocolError(`there is no attribute "${name}"`);
    return fields[name] as WireType;
  });
  const missing = Object.keys(fields).filter((name) => !Object.hasOwn(value, name));
  return missing.length === 0 ? value : { ...Object.fromEntries(missing.map((name) => [name, null])), ...value };
}

function readDynamic(reader: MsgpackReader): Dynamic {
  if (reader.readArrayHead() !== 2) throw new ProtocolError("a dynamic value is a pair of type and value");
  const type = parseWireType(JSON.parse(reader.readBytes().toString("utf8")));
  return new Dynamic(type, read(reader, type));
}

function read(reader: MsgpackReader, type: WireType): unknown {
  if (reader.readNil()) return null;
  if (reader.readUnknown()) return unknown;
  if (type === "string") return reader.readText();
  if (type === "bool") return reader.readBool();
  if (type === "number") return reader.readNumber();
  if (type === "dynamic") return readDynamic(reader);
  switch (type[0]) {
    case "list":
    case "set":
      return readMany(reader, () => type[1]);
    case "tuple":
      return readTuple(reader, type[1]);
    case "map":
      return readEntries(reader, () => type[1]);
    case "object":
      return readObject(reader, type[1]);
  }
}

/** Encodes a value by its type. Every attribute of an object is written, the missing ones as null. */
export function encodeValue(type: WireType, value: unknown): Uint8Array {
  const writer = new MsgpackWriter();
  write(writer, type, value);
  return writer.finish();
}

/** Decodes a value by its type: null, `unknown`, `Dynamic`, `Numeric`, and plain arrays and objects. */
export function decodeValue(type: WireType, bytes: Uint8Array): unknown {
  const reader = new MsgpackReader(bytes);
  const value = read(reader, type);
  if (!reader.isAtEnd) throw new ProtocolError("bytes are left after the msgpack value");
  return value;
}
