import type { z } from "zod";
import { SourceError } from "./source-error.ts";

/** What is wrong, without the value. */
function describeIssue({ path, code }: z.core.$ZodIssue, known: string): string {
  const [list, at, name] = path;
  const isEntry = typeof at === "number";
  const place = isEntry ? `entry ${at + 1}` : list === undefined ? "it" : `\`${String(list)}\``;
  if (code === "unrecognized_keys") return `${place} has a name that is not known: ${known}`;
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
 * @param known what such a file is: a part of a sentence
 * @throws SourceError in one sentence, after the name of the file
 */
export function parseUserFile<T>(text: string, schema: z.ZodType<T>, known: string): T {
  const parsed = schema.safeParse(parseJson(text, known));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SourceError(`cannot be read: ${issue === undefined ? known : describeIssue(issue, known)}.`);
}
