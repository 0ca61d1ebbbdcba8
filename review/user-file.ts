import type { z } from "zod";
import { findNearNames } from "#access/schema/near-names.ts";
import { SourceError } from "./source-error.ts";

/** What such a file is. */
export interface KnownFile {
  /** A part of a sentence. */
  readonly known: string;
  /** The names in it, to say which one may be meant. */
  readonly names: readonly string[];
}

/** The names that are meant by those that are not known. */
function guessNames(issue: z.core.$ZodIssue, names: readonly string[]): string {
  if (issue.code !== "unrecognized_keys") return "";
  const near = issue.keys.flatMap((name) => findNearNames(name, names).slice(0, 1));
  return near.length === 0 ? "" : ` (did you mean \`${near.join("`, `")}\`?)`;
}

/** What is wrong, without the value. */
function describeIssue(issue: z.core.$ZodIssue, { known, names }: KnownFile): string {
  const { path, code } = issue;
  const [list, at, name] = path;
  const isEntry = typeof at === "number";
  const place = isEntry ? `entry ${at + 1}` : list === undefined ? "it" : `\`${String(list)}\``;
  if (code === "unrecognized_keys") return `${place} has a name that is not known${guessNames(issue, names)}: ${known}`;
  const part = isEntry ? name : at;
  return `${place}${part === undefined ? "" : `: \`${String(part)}\``} is missing, or not of its kind: ${known}`;
}

/** @throws SourceError */
function parseJson(text: string, known: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new SourceError(`is not JSON: ${known}.`);
  }
}

/**
 * Reads a file that people write for the review.
 * @param file what such a file is: a part of a sentence
 * @throws SourceError in one sentence, after the name of the file
 */
export function parseUserFile<T>(text: string, schema: z.ZodType<T>, file: string | KnownFile): T {
  const form = typeof file === "string" ? { known: file, names: [] } : file;
  const { known } = form;
  const parsed = schema.safeParse(parseJson(text, known));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SourceError(`cannot be read: ${issue === undefined ? known : describeIssue(issue, form)}.`);
}
