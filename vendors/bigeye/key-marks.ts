import { AccessError } from "#access/model/errors.ts";
import type { Key } from "./wire/key.ts";

// Names of keys may repeat and a key cannot be changed: only what was in the request tells whose request made it.
const pattern = /(?:^|\s)\[latchkey ([0-9a-f-]+)\]$/;

/** The description that is sent: the user's, and our mark behind it. */
export function addMark(description: string | null, mark: string): string {
  const ours = `[latchkey ${mark}]`;
  return description === null || description === "" ? ours : `${description} ${ours}`;
}

/** Our mark; undefined for a key that others made. */
export function readMark({ description }: Pick<Key, "description">): string | undefined {
  return pattern.exec(description)?.[1];
}

/** What the user wrote. */
export function removeMark({ description }: Pick<Key, "description">): string {
  return description.replace(pattern, "");
}

/** As an instant; null for never. */
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

/** A key whose name the account has already: it may be one whose answer a run before lost. */
export function keyNameTakenError(account: string, name: string, holders: readonly Key[]): AccessError {
  const listed = holders.map((key) => `key ${key.id} (${describeKey(key)})`).join(", ");
  const message = `Service account ${account} has a key called "${name}" already: ${listed}. Nothing was created.`;
  const orphan = holders.some((key) => readMark(key) !== undefined && Number(key.lastUsedAt) === 0)
    ? "A key that Latchkey created and nobody used may be left from a run that was stopped: nobody has its secret. "
    : "";
  const advice = `${orphan}If nobody uses it, revoke it in Bigeye and run again; or choose another name; or manage it without its secret: terraform import ADDRESS ${account}/${holders[0]?.id ?? "ID"}`;
  return new AccessError("already_exists", message, { path: ["name"], advice });
}
