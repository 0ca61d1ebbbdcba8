import { isNativeError } from "node:util/types";
import { readRegularFile } from "#platform/regular-file.ts";
import { SourceError } from "#review/source-error.ts";
import type { Io } from "../command.ts";

const largest = 100 * 1024 * 1024;

async function readInput(input: Io["input"]): Promise<string> {
  if (input === undefined) throw new Error("there is no standard input to read from");
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of input) {
    size += part.length;
    if (size > largest) throw new Error(`standard input has more than ${largest / 1024 / 1024} MiB`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** The text of a file, or of standard input for `-`. @throws Error that names the file */
export async function readDocument(path: string, { input }: Pick<Io, "input">): Promise<string> {
  if (path === "-") return readInput(input);
  try {
    return (await readRegularFile(path, largest)).toString("utf8");
  } catch (error) {
    const fault = isNativeError(error) ? error.message : String(error);
    throw new Error(`${path} ${fault}`, { cause: error });
  }
}

/** What is in a file. @throws Error that names the file, if it cannot be read or is not what it should be */
export async function readParsed<T>(path: string, io: Pick<Io, "input">, parse: (text: string) => T): Promise<T> {
  const text = await readDocument(path, io);
  try {
    return parse(text);
  } catch (error) {
    if (!isNativeError(error) || error.name !== SourceError.name) throw error;
    throw new Error(`${path === "-" ? "standard input" : path} ${error.message}`, { cause: error });
  }
}
