import { isNativeError } from "node:util/types";
import { readRegularFile } from "#platform/regular-file.ts";
import { JsonSyntaxError, parseJson } from "#access/schema/json-parser.ts";

const largestSeed = 64 * 1024 * 1024;

/** Line and column of the first fault, both from 1; the text itself may hold keys, and is not quoted. */
function locateFault(text: string): string {
  try {
    parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const lines = text.slice(0, error.offset).split("\n");
    return `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
  }
  return "an unknown place";
}

/**
 * What a seed file holds. A byte order mark at its start, which some editors write, is skipped.
 *
 * @throws Error that says what is wrong with the file, and where, without its text
 */
export async function readSeedFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = (await readRegularFile(path, largestSeed)).toString("utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const fault = isNativeError(error) ? error.message : String(error);
    throw new Error(`cannot read the seed: ${path} ${fault}`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch {
    // Not with the error as its cause: it quotes the text.
    throw new Error(`the seed ${path} is not JSON: see ${locateFault(text)}`);
  }
}
