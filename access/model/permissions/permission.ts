import type { ValueOf } from "../../schema/attribute.ts";
import { object, set, text } from "../../schema/types.ts";

/** Without `selectors` it applies to all. An empty list is refused. */
export const permission = object({
  action: text.required("Action that the permission allows, as the vendor spells it."),
  resource: text.required("Type of resource that it applies to, as the vendor spells it."),
  selectors: set(text).optional(
    "Which resources of that type it applies to: ids, names or patterns, as the vendor spells them. If not set, all of them.",
  ),
});

export type Permission = ValueOf<typeof permission>;

/** One action on one resource on one selector; `*` is every selector. */
export interface Atom {
  readonly action: string;
  readonly resource: string;
  readonly selector: string;
}

export const everySelector = "*";

/** Turns an atom into the vendor's own spelling of it, so that two spellings of one right compare equal. */
export type Canonical = (atom: Atom) => Atom;

/** What a vendor makes of rights. */
export interface Algebra {
  readonly canonical: Canonical;
  /** Whether a holder of `held` may do `wanted`. Both are canonical. */
  covers(held: Atom, wanted: Atom): boolean;
}

const asItIs: Canonical = (atom) => atom;

function keyOf({ action, resource, selector }: Atom): string {
  return JSON.stringify([action, resource, selector]);
}

/** Each right that the permissions hold, once, in a fixed order. An empty list of selectors holds nothing. */
export function atomsOf(permissions: readonly Permission[], canonical: Canonical = asItIs): readonly Atom[] {
  const atoms = new Map<string, Atom>();
  for (const { action, resource, selectors } of permissions) {
    for (const selector of selectors ?? [everySelector]) {
      const atom = canonical({ action, resource, selector });
      atoms.set(keyOf(atom), atom);
    }
  }
  return [...atoms.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, atom]) => atom);
}

/** Whether both hold exactly the same rights, however these are grouped. */
export function holdSameRights(
  left: readonly Permission[],
  right: readonly Permission[],
  canonical: Canonical = asItIs,
): boolean {
  const keysOf = (permissions: readonly Permission[]): string =>
    JSON.stringify(atomsOf(permissions, canonical).map(keyOf));
  return keysOf(left) === keysOf(right);
}

/** One permission for each action and resource, with all of its selectors; `selectors` is null where it holds on all. */
export function permissionsOf(atoms: readonly Atom[]): readonly Permission[] {
  const groups = new Map<string, { action: string; resource: string; selectors: string[] }>();
  for (const { action, resource, selector } of atoms) {
    const key = JSON.stringify([action, resource]);
    const group = groups.get(key) ?? { action, resource, selectors: [] };
    group.selectors.push(selector);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ action, resource, selectors }) => ({
    action,
    resource,
    selectors: selectors.length === 1 && selectors[0] === everySelector ? null : selectors,
  }));
}

/** The rule for a vendor that has no rule of its own: the same right, or the same on everything. */
export function coversPlainly(held: Atom, wanted: Atom): boolean {
  const isSameAct = held.action === wanted.action && held.resource === wanted.resource;
  return isSameAct && (held.selector === everySelector || held.selector === wanted.selector);
}

/** Whether a holder of the permissions may do what is wanted. */
export function allows(permissions: readonly Permission[], wanted: Atom, { canonical, covers }: Algebra): boolean {
  const sought = canonical(wanted);
  return atomsOf(permissions, canonical).some((held) => covers(held, sought));
}
