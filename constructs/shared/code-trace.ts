import type { IConstruct } from "constructs";

/** Several bundles of the package have this file: a symbol of the process is the same in each of them. */
const key = Symbol.for("latchkey/code");

/** Enough for a user's function within a pattern within a construct. */
const deepest = 40;

/**
 * Keeps which code makes a block. It is cheap: the engine writes a trace as text, and looks for source maps, only when
 * somebody reads it.
 */
export function keepTrace(block: IConstruct): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = deepest;
  const trace = new Error("made here");
  Error.stackTraceLimit = limit;
  Object.defineProperty(block, key, { value: trace, enumerable: false });
}

/** Whether it is a block of this provider. */
export function isRemembered(block: IConstruct): boolean {
  return Object.hasOwn(block, key);
}

/** A place in the code, as the engine names it. */
export interface Frame {
  /** A path of the file system, or a URL. */
  readonly file: string;
  readonly line: number;
}

/** `at make (/app/main.ts:3:5)`, or `at /app/main.ts:3:5`. */
const framePattern = /^\s*at (?:.*? \()?(.+?):(\d+):\d+\)?$/;

type WriteStack = (error: Error, sites: NodeJS.CallSite[]) => unknown;

/**
 * The calls of a trace, not yet written as text: that takes as long as all else at synth, and a block needs few of them. Undefined
 * where Node itself maps them to their sources, which it does only with the whole text, and for a trace that is text already.
 */
function takeSites(trace: Error): readonly NodeJS.CallSite[] | undefined {
  if (process.sourceMapsEnabled) return undefined;
  const written = Error.prepareStackTrace;
  Error.prepareStackTrace = (_, sites) => sites;
  const sites: unknown = trace.stack;
  Error.prepareStackTrace = written;
  return Array.isArray(sites) ? sites : undefined;
}

function* readText(text: string): Iterable<Frame> {
  for (const written of text.split("\n")) {
    const [, file = "", line = ""] = framePattern.exec(written) ?? [];
    if (file !== "") yield { file, line: Number(line) };
  }
}

function* readSites(trace: Error, sites: readonly NodeJS.CallSite[]): Iterable<Frame> {
  const write: WriteStack | undefined = Error.prepareStackTrace;
  // Any other is of a tool that compiles in memory, and writes the lines of the sources.
  const isOfNode = write === undefined || write.name === "ErrorPrepareStackTrace";
  for (const site of sites) {
    if (isOfNode) yield { file: site.getFileName() ?? "", line: site.getLineNumber() ?? 0 };
    else yield* readText(String(write(trace, [site])));
  }
}

/** The calls that made a block, the innermost first. Undefined for what is no block of this provider. */
export function readCode(block: IConstruct): Iterable<Frame> | undefined {
  const trace: unknown = Object.getOwnPropertyDescriptor(block, key)?.value;
  // Another realm, such as jest's, has an Error of its own.
  if (typeof trace !== "object" || trace === null || !("stack" in trace)) return undefined;
  const error = trace as Error;
  const sites = takeSites(error);
  return sites === undefined ? readText(typeof error.stack === "string" ? error.stack : "") : readSites(error, sites);
}
