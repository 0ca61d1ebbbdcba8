import { AccessError } from "#access/model/errors.ts";
import type { Key } from "./wire/key.ts";

// Key names may repeat and keys cannot be changed, so only a mark in the request shows which request created a key.
const pattern = /(?:^|\s)\[latchkey ([0-9a-f-]+)\]$/;

/** Appends the mark to the user's description. */
export function addMark(description: string | null, mark: string): string {
  const ours = `[latchkey ${mark}]`;
  return description === null || description === "" ? ours : `${description} ${ours}`;
}

/** Returns undefined for a key that Latchkey did not create. */
export function readMark({ description }: Pick<Key, "description">): string | undefined {
  return pattern.exec(description)?.[1];
}

/** Returns the user's description. */
export function removeMark({ description }: Pick<Key, "description">): string {
  return description.replace(pattern, "");
}

/** Returns null for 0, which means never. */
export function readInstant(seconds: string): string | null {
  const number = Number(seconds);
  return number <= 0 ? null : new Date(number * 1000).toISOString().replace(".000Z", "Z");
}

function describeKey(key: Key): string {
  const by = readMark(key) === undefined ? [] : ["created by Latchkey"];
  const used = readInstant(key.lastUsedAt);
  return [
    `created ${readInstant(key.createdAt) ?? "at an unknown time"}`,
    used === null ? "never used" : `last used ${used}`,
    ...by,
  ].join(", ");
}

/** The account has a key with this name already, maybe one whose response a previous run lost. */
export function createKeyNameTakenError(account: string, name: string, holders: readonly Key[]): AccessError {
  const listed = holders.map((key) => `key ${key.id} (${describeKey(key)})`).join(", ");
  const message = `Service account ${account} already has a key called "${name}": ${listed}. No key was created.`;
  const orphan = holders.some((key) => readMark(key) !== undefined && Number(key.lastUsedAt) === 0)
    ? "An unused key that Latchkey created may be left from an interrupted run: nobody has its secret. "
    : "";
  const advice = `${orphan}If nobody uses it, revoke it in Bigeye and run again. Or choose another name. Or manage it without its secret: terraform import ADDRESS ${account}/${holders[0]?.id ?? "ID"}`;
  return new AccessError("already_exists", message, { path: ["name"], advice });
}
