import { type IdType, idWords } from "#vendors/arize/facts/data/limits.ts";
import type { RandomBytes } from "../shared/random.ts";
import { invalid } from "./errors.ts";

// Ids are base64 of `Type:number:suffix`, such as `Role:1042:aBcD`. The vendor also writes them without a suffix or padding.
const idForm = /^([A-Za-z]+):(\d+)(?::[^]+)?$/;

interface ObjectId {
  readonly type: string;
  readonly number: number;
}

function countPadding(text: string): number {
  return text.endsWith("==") ? 2 : Number(text.endsWith("="));
}

/** `undefined` for text of another form, which the vendor answers with 400 and not with 404. */
export function parseObjectId(text: string): ObjectId | undefined {
  const padding = countPadding(text);
  const characters = text.slice(0, text.length - padding);
  const isOneAlphabet = !/[^\w+/-]/.test(characters) && !(/[+/]/.test(characters) && /[-_]/.test(characters));
  const isComplete = padding === 0 ? characters.length % 4 !== 1 : text.length % 4 === 0;
  if (!isOneAlphabet || !isComplete) return undefined;
  const [, type, number] = idForm.exec(Buffer.from(characters, "base64").toString("latin1")) ?? [];
  return type === undefined ? undefined : { type, number: Number(number) };
}

// In the vendor's suffixes, "+" and "/" are as frequent as letters. The others put them into the id as well: ids are opaque,
// and a client that forgets to encode one must notice it here.
const suffixCharacters = "AKZdmkz4++//??>~";

/** The vendor's checksum cannot be made here; six random characters take its place. */
export function makeId(type: IdType, number: number, randomBytes: RandomBytes): string {
  const nibbles = [...randomBytes(3)].flatMap((byte) => [byte >> 4, byte & 15]);
  const suffix = nibbles.map((nibble) => suffixCharacters.charAt(nibble)).join("");
  return Buffer.from(`${type}:${number}:${suffix}`).toString("base64");
}

export function hasIdForm(type: IdType, text: string): boolean {
  return (idWords[type] ?? [type]).includes(parseObjectId(text)?.type ?? "");
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
