import type { Deep } from "../../schema/records.ts";
import { isUnknown } from "../../schema/unknown.ts";
import { type Algebra, type Atom, atomsOf, everySelector, type Permission } from "./permission.ts";

/** The rights that the provider's token may grant, because it has them itself. */
export type TokenRights =
  /** It holds the vendor's admin role. */
  | { readonly kind: "all" }
  | {
      readonly kind: "some";
      /** Who the token is, as in `account "deployer" (ID)`. */
      readonly holder: string;
      readonly permissions: readonly Permission[];
    }
  /** The vendor does not say; `reason` is a sentence. */
  | { readonly kind: "unknown"; readonly reason: string };

/** The rights that a change grants, and those that existed before. */
export interface Gain {
  /** What grants the rights, at the beginning of a message: `role "on-call"`. */
  readonly subject: string;
  readonly before: readonly Permission[];
  /** Unknown in whole or in part before an apply. */
  readonly after: Deep<readonly Permission[]>;
}

/** Reads the gain, if necessary from the vendor. Not called if the token may grant everything. */
export type GainReader = () => Gain | Promise<Gain>;

/** A right and its text for messages. */
interface Wanted {
  readonly atom: Atom;
  readonly text: string;
}

const unknownSelector = "known after apply";

function formatRight({ action, resource, selector }: Atom): string {
  return selector === everySelector ? `${action} on ${resource}` : `${action} on ${resource} [${selector}]`;
}

// An unknown selector may be any of them, so only a holder of all selectors may grant it.
function listWanted(permission: Deep<Permission>, { canonical }: Algebra): readonly Wanted[] {
  if (isUnknown(permission)) return [];
  const { action, resource, selectors } = permission;
  if (isUnknown(action) || isUnknown(resource)) return [];
  const every = { action, resource, selector: everySelector };
  const onUnknown = [{ atom: every, text: `${action} on ${resource} [${unknownSelector}]` }];
  if (isUnknown(selectors)) return onUnknown;
  const known = selectors?.filter((selector): selector is string => !isUnknown(selector)) ?? null;
  const atoms = atomsOf([{ action, resource, selectors: known }], canonical);
  const wanted = atoms.map((atom) => ({ atom, text: formatRight(atom) }));
  return known?.length === selectors?.length ? wanted : [...wanted, ...onUnknown];
}

function isCovered({ atom }: Wanted, held: readonly Atom[], { covers }: Algebra): boolean {
  return held.some((one) => covers(one, atom));
}

/**
 * Finds the rights that a gain adds and that are not held, as sorted texts for a message. Skips unknown parts of the gain
 * except selectors: only a right on all selectors covers an unknown one.
 */
export function findMissingRights(gain: Gain, held: readonly Atom[], algebra: Algebra): readonly string[] {
  if (isUnknown(gain.after)) return [];
  const before = atomsOf(gain.before, algebra.canonical);
  const missing = gain.after
    .flatMap((permission) => listWanted(permission, algebra))
    .filter((wanted) => !isCovered(wanted, before, algebra) && !isCovered(wanted, held, algebra));
  return [...new Set(missing.map(({ text }) => text))].sort();
}
