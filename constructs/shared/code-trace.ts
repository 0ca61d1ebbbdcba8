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

/** The calls that made a block, the innermost first. Undefined for what is no block of this provider. */
export function readCode(block: IConstruct): readonly Frame[] | undefined {
  const trace: unknown = Object.getOwnPropertyDescriptor(block, key)?.value;
  // Another realm, such as jest's, has an Error of its own.
  if (typeof trace !== "object" || trace === null || !("stack" in trace)) return undefined;
  const text = typeof trace.stack === "string" ? trace.stack : "";
  return text.split("\n").flatMap((written) => {
    const [, file = "", line = ""] = framePattern.exec(written) ?? [];
    return file === "" ? [] : [{ file, line: Number(line) }];
  });
}
