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

/** Converts an atom to the vendor's canonical spelling, so that two spellings of a right are equal. */
export type Canonical = (atom: Atom) => Atom;

/** How a vendor compares rights. */
export interface Algebra {
  readonly canonical: Canonical;
  /** Whether a holder of `held` may do `wanted`. Both are canonical. */
  covers(held: Atom, wanted: Atom): boolean;
}

const asItIs: Canonical = (atom) => atom;

function keyOf({ action, resource, selector }: Atom): string {
  return JSON.stringify([action, resource, selector]);
}

/** Splits permissions into rights, each once, in a fixed order. An empty list of selectors grants nothing. */
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

/** Whether both grant exactly the same rights, in any grouping. */
export function holdSameRights(
  left: readonly Permission[],
  right: readonly Permission[],
  canonical: Canonical = asItIs,
): boolean {
  const keysOf = (permissions: readonly Permission[]): string =>
    JSON.stringify(atomsOf(permissions, canonical).map(keyOf));
  return keysOf(left) === keysOf(right);
}

/** Groups rights by action and resource. `selectors` is null for a right on every selector. */
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

/** The default rule: a right covers itself, and a right on every selector covers each selector. */
export function coversPlainly(held: Atom, wanted: Atom): boolean {
  const isSameAct = held.action === wanted.action && held.resource === wanted.resource;
  return isSameAct && (held.selector === everySelector || held.selector === wanted.selector);
}

/** Whether the permissions include a right. */
export function allows(permissions: readonly Permission[], wanted: Atom, { canonical, covers }: Algebra): boolean {
  const sought = canonical(wanted);
  return atomsOf(permissions, canonical).some((held) => covers(held, sought));
}
