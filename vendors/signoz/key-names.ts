import { keyName } from "./facts/data/limits.ts";

// Names are unique within an account; the end of a UUID is its random part.
function tailOf(id: string, length: number): string {
  return id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(-length);
}

function withSuffix(name: string, suffix: string): string {
  return name.slice(0, keyName.maxLength - suffix.length) + suffix;
}

function retiredSuffix(id: string): string {
  return `-retired-${tailOf(id, 12)}`;
}

/** What a key is called once another has its name. */
export function retiredName(name: string, id: string): string {
  return withSuffix(name, retiredSuffix(id));
}

export function isRetiredName(name: string, id: string): boolean {
  return name.endsWith(retiredSuffix(id));
}

/**
 * What a successor is called until its secret is in hand. It is another name at each attempt, so that what a killed run
 * left behind, and what dies by itself, is in nobody's way.
 */
export function passingName(name: string, predecessor: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return withSuffix(name, `-next-${tailOf(predecessor, 6)}-${seconds.toString(36)}`);
}
