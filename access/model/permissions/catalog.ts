import { AccessError } from "../errors.ts";

/** A type of resource, and the actions on it. */
export interface CatalogEntry {
  readonly resource: string;
  /** In the vendor's order. */
  readonly actions: readonly string[];
  /** The form of selectors; null if the vendor has none. */
  readonly selectors: string | null;
}

export interface CatalogFilter {
  readonly resource: string | null;
  readonly action: string | null;
}

function joinWords(texts: Iterable<string>): string {
  return [...new Set(texts)].join(", ");
}

/**
 * Selects the entries that match a filter, ordered by resource, each with all of its actions.
 * @throws AccessError with the known names if nothing matches
 */
export function filterCatalog(
  catalog: readonly CatalogEntry[],
  { resource, action }: CatalogFilter,
): readonly CatalogEntry[] {
  const named = catalog.filter((entry) => resource === null || entry.resource === resource);
  if (named.length === 0) {
    const message = `Unknown resource "${resource}". Known resources: ${joinWords(catalog.map((entry) => entry.resource))}.`;
    throw new AccessError("permission_invalid", message, { path: ["resource"] });
  }
  const left = named.filter(({ actions }) => action === null || actions.includes(action));
  if (left.length === 0) {
    const actions = joinWords(named.flatMap((entry) => entry.actions));
    const message = `${resource === null ? "No resource has" : `${resource} does not have`} the action "${action}". Known actions: ${actions}.`;
    throw new AccessError("permission_invalid", message, { path: ["action"] });
  }
  return left.toSorted((a, b) => (a.resource < b.resource ? -1 : 1));
}
