import { isNativeError } from "node:util/types";
import { freeMemory } from "#platform/free-memory.ts";
import { readRegularFile } from "#platform/regular-file.ts";
import { readBytes } from "#review/read-source.ts";
import type { JsonObject } from "#review/source.ts";
import { SourceError } from "#review/source-error.ts";
import type { Io } from "../command.ts";

const mebibyte = 1024 * 1024;

/** Of a file that people write. */
const largestText = 100 * mebibyte;

/** Of a document that a tool writes: what one buffer can hold on every machine. */
const largestDocument = 2_047 * mebibyte;

async function readInput(input: Io["input"], largest: number): Promise<Buffer> {
  if (input === undefined) throw new Error("there is no standard input to read from");
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of input) {
    size += part.length;
    if (size > largest) throw new Error(`standard input has more than ${largest / mebibyte} MiB`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** What is in a file, or in standard input for `-`. @throws Error that names the file */
async function readContent(path: string, { input }: Pick<Io, "input">, largest: number): Promise<Buffer> {
  if (path === "-") return readInput(input, largest);
  try {
    return await readRegularFile(path, largest);
  } catch (error) {
    const fault = isNativeError(error) ? error.message : String(error);
    throw new Error(`${path} ${fault}`, { cause: error });
  }
}

function nameSource(path: string, error: unknown): unknown {
  if (!isNativeError(error) || error.name !== SourceError.name) return error;
  return new Error(`${path === "-" ? "standard input" : path} ${error.message}`, { cause: error });
}

/** What is in a file that people write. @throws Error that names the file, if it cannot be read or is not what it should be */
export async function readParsed<T>(path: string, io: Pick<Io, "input">, parse: (text: string) => T): Promise<T> {
  const content = await readContent(path, io, largestText);
  try {
    return parse(content.toString("utf8"));
  } catch (error) {
    throw nameSource(path, error);
  }
}

/** The text of a file that people write. @throws Error that names the file */
export async function readDocument(path: string, io: Pick<Io, "input">): Promise<string> {
  return readParsed(path, io, (text) => text);
}

/** From here on, what a document was read from is worth to be freed. */
const smallestLarge = 8 * mebibyte;

/** What a document says that a tool wrote. @throws Error that names the file, as `readParsed` */
export async function readSource<T>(
  path: string,
  io: Pick<Io, "input">,
  read: (document: JsonObject) => T,
): Promise<T> {
  let size = 0;
  // Of its own, so that nothing holds the bytes and the document once it is done.
  const readAll = async (): Promise<T> => {
    const content = await readContent(path, io, largestDocument);
    size = content.length;
    return read(readBytes(content));
  };
  try {
    const result = await readAll();
    if (size >= smallestLarge) freeMemory();
    return result;
  } catch (error) {
    throw nameSource(path, error);
  }
}
