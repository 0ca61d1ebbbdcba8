import type { IdType } from "#vendors/arize/facts/data/limits.ts";
import type { RandomBytes } from "../shared/random.ts";
import { invalid } from "./errors.ts";

// Ids are base64 of `Type:number:suffix`, such as `Role:1042:aBcD`.
const idForm = /^([A-Za-z]+):(\d{1,15}):[\w-]+$/;

interface ObjectId {
  readonly type: string;
  readonly number: number;
}

/** `undefined` for text of another form, which the vendor answers with 400 and not with 404. */
export function parseObjectId(text: string): ObjectId | undefined {
  const bytes = Buffer.from(text, "base64");
  // Node also takes what no encoder writes: base64url, missing padding, stray characters.
  if (bytes.toString("base64") !== text) return undefined;
  const [, type, number] = idForm.exec(bytes.toString("latin1")) ?? [];
  return type === undefined ? undefined : { type, number: Number(number) };
}

/** The vendor's checksum cannot be made here; four random letters take its place. */
export function makeId(type: IdType, number: number, randomBytes: RandomBytes): string {
  const suffix = randomBytes(3).toString("base64url");
  return Buffer.from(`${type}:${number}:${suffix}`).toString("base64");
}

export function hasIdForm(type: IdType, text: string): boolean {
  return parseObjectId(text)?.type === type;
}

/** The id, or 400: an id of another type does not fit either. */
export function parseId(type: IdType, text: string, member: string): string {
  if (hasIdForm(type, text)) return text;
  throw invalid(`${member}: "${text}" is not an id of the type ${type}`);
}

/** By age: ids count upwards. */
export function compareIds(one: string, other: string): number {
  const difference = (parseObjectId(one)?.number ?? 0) - (parseObjectId(other)?.number ?? 0);
  if (difference !== 0) return difference;
  return one < other ? -1 : Number(one > other);
}
