import { isNativeError } from "node:util/types";
import { SourceError } from "#review/source-error.ts";
import { parseWaivers } from "#review/waivers/waiver-file.ts";
import type { GivenWaivers, Waiver } from "#review/waivers/waiver.ts";
import type { Io } from "../command.ts";
import { readDocument } from "./read-document.ts";

interface WaiverFlags {
  readonly waivers?: string;
  readonly baseWaivers?: string;
}

async function readFile(file: string, io: Io): Promise<readonly Waiver[]> {
  const text = await readDocument(file, io);
  try {
    return parseWaivers(text, file);
  } catch (error) {
    if (!isNativeError(error) || error.name !== SourceError.name) throw error;
    throw new Error(`${file} ${error.message}`, { cause: error });
  }
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readWaivers({ waivers, baseWaivers }: WaiverFlags, io: Io): Promise<GivenWaivers> {
  return {
    waivers: waivers === undefined ? [] : await readFile(waivers, io),
    base: baseWaivers === undefined ? null : await readFile(baseWaivers, io),
  };
}
