import { isNativeError } from "node:util/types";
import { type Assertion, type GivenAssertions } from "#review/assertions/assertion.ts";
import { parseAssertions } from "#review/assertions/assertion-file.ts";
import { SourceError } from "#review/source-error.ts";
import { parseWaivers } from "#review/waivers/waiver-file.ts";
import type { GivenWaivers, Waiver } from "#review/waivers/waiver.ts";
import type { Io } from "../command.ts";
import { readDocument } from "./read-document.ts";

/** The files in which people say what is accepted, and what must be so. */
export interface PolicyFlags {
  readonly waivers?: string;
  readonly baseWaivers?: string;
  readonly assert?: string;
  readonly baseAssert?: string;
}

type Parse<T> = (text: string, name: string) => readonly T[];

async function readFile<T>(file: string, parse: Parse<T>, io: Io): Promise<readonly T[]> {
  const text = await readDocument(file, io);
  try {
    return parse(text, file);
  } catch (error) {
    if (!isNativeError(error) || error.name !== SourceError.name) throw error;
    throw new Error(`${file} ${error.message}`, { cause: error });
  }
}

interface Files<T> {
  readonly own: readonly T[];
  readonly base: readonly T[] | null;
}

async function readBoth<T>(
  files: readonly [own: string | undefined, base: string | undefined],
  parse: Parse<T>,
  io: Io,
): Promise<Files<T>> {
  const [own, base] = files;
  return {
    own: own === undefined ? [] : await readFile(own, parse, io),
    base: base === undefined ? null : await readFile(base, parse, io),
  };
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readWaivers({ waivers, baseWaivers }: PolicyFlags, io: Io): Promise<GivenWaivers> {
  const { own, base } = await readBoth<Waiver>([waivers, baseWaivers], parseWaivers, io);
  return { waivers: own, base };
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readAssertions({ assert, baseAssert }: PolicyFlags, io: Io): Promise<GivenAssertions> {
  const { own, base } = await readBoth<Assertion>([assert, baseAssert], parseAssertions, io);
  return { assertions: own, base };
}
