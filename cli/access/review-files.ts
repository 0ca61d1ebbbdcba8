import { type Assertion, type GivenAssertions } from "#review/assertions/assertion.ts";
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

/** What reads such files is loaded with the first of them: it takes longer than a small review. */
type LoadParse<T> = () => Promise<(text: string, name: string) => readonly T[]>;

async function readFile<T>(file: string, load: LoadParse<T>, io: Io): Promise<readonly T[]> {
  const parse = await load();
  return readParsed(file, io, (text) => parse(text, file));
}

interface Files<T> {
  readonly own: readonly T[];
  readonly base: readonly T[] | null;
}

async function readBoth<T>(
  files: readonly [own: string | undefined, base: string | undefined],
  load: LoadParse<T>,
  io: Io,
): Promise<Files<T>> {
  const [own, base] = files;
  return {
    own: own === undefined ? [] : await readFile(own, load, io),
    base: base === undefined ? null : await readFile(base, load, io),
  };
}

async function loadWaiverParser() {
  return (await import("#review/waivers/waiver-file.ts")).parseWaivers;
}

async function loadIgnoreParser() {
  return (await import("#review/drift/ignore-file.ts")).parseIgnored;
}

async function loadAssertionParser() {
  return (await import("#review/assertions/assertion-file.ts")).parseAssertions;
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readWaivers({ waivers, baseWaivers }: FileFlags, io: Io): Promise<GivenWaivers> {
  const { own, base } = await readBoth<Waiver>([waivers, baseWaivers], loadWaiverParser, io);
  return { waivers: own, base };
}

/** Files of ignored drift. */
export interface IgnoreFlags {
  readonly ignore?: string;
  readonly baseIgnore?: string;
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readIgnored({ ignore, baseIgnore }: IgnoreFlags, io: Io): Promise<GivenWaivers> {
  const { own, base } = await readBoth<Waiver>([ignore, baseIgnore], loadIgnoreParser, io);
  return { waivers: own, base };
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readAssertions({ assert, baseAssert }: FileFlags, io: Io): Promise<GivenAssertions> {
  const { own, base } = await readBoth<Assertion>([assert, baseAssert], loadAssertionParser, io);
  return { assertions: own, base };
}
