import { limits } from "./limits.ts";

function isTooLong(text: unknown): boolean {
  return typeof text === "string" && text.length > limits.textLength;
}

function findExcess(value: unknown, depth: number): string | undefined {
  if (isTooLong(value)) return `JSON with a text of more than ${limits.textLength} characters`;
  if (typeof value !== "object" || value === null) return undefined;
  if (depth >= limits.jsonDepth) return `JSON that is nested more than ${limits.jsonDepth} levels deep`;
  if (!Array.isArray(value) && Object.keys(value).some(isTooLong)) {
    return `JSON with a member name of more than ${limits.textLength} characters`;
  }
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    const excess = findExcess(inner, depth + 1);
    if (excess !== undefined) return excess;
  }
  return undefined;
}

/** What makes a parsed document unfit for further use, such as a depth that overflows the stack. Undefined if it is fit. */
export function describeExcess(document: unknown): string | undefined {
  return findExcess(document, 0);
}
