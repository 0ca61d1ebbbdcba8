import { parseWaivers } from "#review/waivers/waiver-file.ts";
import type { GivenWaivers, Waiver } from "#review/waivers/waiver.ts";
import type { Io } from "../command.ts";
import { readParsed } from "./read-document.ts";

interface WaiverFlags {
  readonly waivers?: string;
  readonly baseWaivers?: string;
}

async function readFile(file: string, io: Io): Promise<readonly Waiver[]> {
  return readParsed(file, io, (text) => parseWaivers(text, file));
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readWaivers({ waivers, baseWaivers }: WaiverFlags, io: Io): Promise<GivenWaivers> {
  return {
    waivers: waivers === undefined ? [] : await readFile(waivers, io),
    base: baseWaivers === undefined ? null : await readFile(baseWaivers, io),
  };
}
