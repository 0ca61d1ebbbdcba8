import { type IdType, readObjectId } from "#vendors/arize/facts/data/limits.ts";
import type { RandomBytes } from "../random.ts";
import { invalid } from "./errors.ts";

/** The vendor's checksum cannot be made here; four random letters take its place. */
export function makeId(type: IdType, number: number, randomBytes: RandomBytes): string {
  const suffix = randomBytes(3).toString("base64url");
  return Buffer.from(`${type}:${number}:${suffix}`).toString("base64");
}

export function hasIdForm(type: IdType, text: string): boolean {
  return readObjectId(text)?.type === type;
}

/** The id, or 400: an id of another type does not fit either. */
export function parseId(type: IdType, text: string, member: string): string {
  if (hasIdForm(type, text)) return text;
  throw invalid(`${member}: "${text}" is no id of a ${type}`);
}

/** By age: ids count upwards. */
export function compareIds(one: string, other: string): number {
  const difference = (readObjectId(one)?.number ?? 0) - (readObjectId(other)?.number ?? 0);
  if (difference !== 0) return difference;
  return one < other ? -1 : Number(one > other);
}
