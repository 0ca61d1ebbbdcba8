import type { JsonObject } from "./source.ts";

// Documents are hostile: whatever has another form than expected is taken for missing, and counted by who asks.

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function getPart(value: unknown, ...names: readonly string[]): unknown {
  let part = value;
  for (const name of names) part = isObject(part) && Object.hasOwn(part, name) ? part[name] : undefined;
  return part;
}

export function getText(value: unknown, ...names: readonly string[]): string | null {
  const part = getPart(value, ...names);
  return typeof part === "string" ? part : null;
}

export function getNumber(value: unknown, ...names: readonly string[]): number | null {
  const part = getPart(value, ...names);
  return typeof part === "number" ? part : null;
}

export function listParts(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const part = getPart(value, ...names);
  return Array.isArray(part) ? part : [];
}

export function listEntries(value: unknown, ...names: readonly string[]): readonly (readonly [string, unknown])[] {
  const part = getPart(value, ...names);
  return isObject(part) ? Object.entries(part) : [];
}

/** Whether the major of a version such as `1.2` is 1. */
export function isFirstMajor(version: unknown): boolean {
  return typeof version === "string" && /^1\.\d{1,6}$/.test(version);
}

// People nest a few. A hostile document nests without end.
const deepestCompared = 100;

/** Whether two values of JSON certainly are the same. */
export function isSameJson(a: unknown, b: unknown, depth = 0): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (depth === deepestCompared) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return a.every((one, at) => isSameJson(one, b[at], depth + 1));
  }
  if (Array.isArray(b)) return false;
  const left = a as JsonObject;
  const right = b as JsonObject;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && isSameJson(left[name], right[name], depth + 1));
}
