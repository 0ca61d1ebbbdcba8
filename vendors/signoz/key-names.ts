import { keyName } from "./facts/data/limits.ts";

// The end of a UUID is its random part, which keeps the names unique within an account.
function takeTail(id: string, length: number): string {
  return id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(-length);
}

function addSuffix(name: string, suffix: string): string {
  return name.slice(0, keyName.maxLength - suffix.length) + suffix;
}

function createRetiredSuffix(id: string): string {
  return `-retired-${takeTail(id, 12)}`;
}

/** The name of an old key after its successor has taken over its name. */
export function createRetiredName(name: string, id: string): string {
  return addSuffix(name, createRetiredSuffix(id));
}

export function isRetiredName(name: string, id: string): boolean {
  return name.endsWith(createRetiredSuffix(id));
}

/**
 * The name of a successor until its secret is known. Each attempt uses a different name, so a key that a killed run left
 * behind does not block the next run until it expires.
 */
export function createTemporaryName(name: string, predecessor: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return addSuffix(name, `-next-${takeTail(predecessor, 6)}-${seconds.toString(36)}`);
}
