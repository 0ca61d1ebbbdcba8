import { type Assertion, type GivenAssertions } from "#review/assertions/assertion.ts";
import { parseAssertions } from "#review/assertions/assertion-file.ts";
import { parseIgnored } from "#review/drift/ignore-file.ts";
import { parseWaivers } from "#review/waivers/waiver-file.ts";
import type { GivenWaivers, Waiver } from "#review/waivers/waiver.ts";
import type { Io } from "../command.ts";
import { readParsed } from "./read-document.ts";

/** The files in which people say what is accepted, and what must be so. */
export interface FileFlags {
  readonly waivers?: string;
  readonly baseWaivers?: string;
  readonly assert?: string;
  readonly baseAssert?: string;
}

type Parse<T> = (text: string, name: string) => readonly T[];

function readFile<T>(file: string, parse: Parse<T>, io: Io): Promise<readonly T[]> {
  return readParsed(file, io, (text) => parse(text, file));
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
export async function readWaivers({ waivers, baseWaivers }: FileFlags, io: Io): Promise<GivenWaivers> {
  const { own, base } = await readBoth<Waiver>([waivers, baseWaivers], parseWaivers, io);
  return { waivers: own, base };
}

/** Files of ignored drift. */
export interface IgnoreFlags {
  readonly ignore?: string;
  readonly baseIgnore?: string;
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readIgnored({ ignore, baseIgnore }: IgnoreFlags, io: Io): Promise<GivenWaivers> {
  const { own, base } = await readBoth<Waiver>([ignore, baseIgnore], parseIgnored, io);
  return { waivers: own, base };
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readAssertions({ assert, baseAssert }: FileFlags, io: Io): Promise<GivenAssertions> {
  const { own, base } = await readBoth<Assertion>([assert, baseAssert], parseAssertions, io);
  return { assertions: own, base };
}
