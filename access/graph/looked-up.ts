import type { Cause } from "../model/statements/instance.ts";
import type { HeldRight } from "./effective.ts";

/** Whether a data source says it: it was looked up, and nobody changed it. */
export function isLookedUp({ presence }: Pick<Cause, "presence">): boolean {
  return presence === "data";
}

/** Whether look-ups alone say that the subject has a right. What a role grants is another matter. */
export function isKnownByLookUp({ paths }: HeldRight): boolean {
  return paths.every(({ given }) => given.length > 0 && given.every(isLookedUp));
}
