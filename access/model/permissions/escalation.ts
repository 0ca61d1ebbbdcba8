import type { Deep } from "../../schema/records.ts";
import { isUnknown } from "../../schema/unknown.ts";
import { type Algebra, type Atom, atomsOf, everySelector, type Permission } from "./permission.ts";

/** What the provider's token may give, because it has these rights itself. */
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

/** What one change gives, and what was held before it. */
export interface Gain {
  /** What gives, as a message begins with it: `role "on-call"`. */
  readonly subject: string;
  readonly before: readonly Permission[];
  /** Unknown in whole or in part before an apply. */
  readonly after: Deep<readonly Permission[]>;
}

/** Asks the vendor where it has to. It is not called where the token may give everything. */
export type GainReader = () => Gain | Promise<Gain>;

/** One right, and how a message writes it. */
interface Wanted {
  readonly atom: Atom;
  readonly text: string;
}

const unknownSelector = "known after apply";

function formatRight({ action, resource, selector }: Atom): string {
  return selector === everySelector ? `${action} on ${resource}` : `${action} on ${resource} [${selector}]`;
}

// An unknown selector may turn out to be any of them, so only a holder of all of them may give it.
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
 * The rights that a gain adds and that are not among those held, each once, as a message writes them, sorted. Parts of
 * the gain that are unknown are skipped, except for selectors: only a right on all of them covers an unknown one.
 */
export function findMissingRights(gain: Gain, held: readonly Atom[], algebra: Algebra): readonly string[] {
  if (isUnknown(gain.after)) return [];
  const before = atomsOf(gain.before, algebra.canonical);
  const missing = gain.after
    .flatMap((permission) => listWanted(permission, algebra))
    .filter((wanted) => !isCovered(wanted, before, algebra) && !isCovered(wanted, held, algebra));
  return [...new Set(missing.map(({ text }) => text))].sort();
}
