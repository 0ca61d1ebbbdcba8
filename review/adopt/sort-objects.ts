import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { nounDefinitions } from "#vendors/definitions.ts";

/** What decides where an object stands. */
export interface SortedObject {
  readonly key: string;
  readonly type: string;
  readonly name: string | null;
}

interface NounPlace {
  /** Whether no other noun refers to it. */
  readonly isLast: boolean;
  /** How far it is from nouns that refer to no other. */
  readonly rank: number;
  /** Whether others belong to it. */
  readonly isOwner: boolean;
}

function listTargets({ attributes }: NounDefinition) {
  return Object.values(attributes).map(({ facts }) => facts);
}

/** What others refer to stands first: roles before who holds them. */
function placeNouns(definitions: readonly NounDefinition[]): ReadonlyMap<string, NounPlace> {
  const byType = new Map(definitions.map((one) => [one.type, one]));
  const rank = (type: string, above: readonly string[]): number => {
    const noun = byType.get(type);
    const targets = noun === undefined ? [] : listTargets(noun).flatMap(({ refersTo }) => refersTo ?? []);
    const inner = targets.filter((one) => byType.has(one) && one !== type && !above.includes(one));
    return Math.max(-1, ...new Set(inner.map((one) => rank(one, [...above, type])))) + 1;
  };
  const all = definitions.flatMap(listTargets);
  const places = definitions.map(({ type }) => {
    const uses = all.filter(({ refersTo }) => refersTo === type);
    const isOwner = uses.some(({ change }) => change === "replaces");
    return [type, { isLast: uses.length === 0, rank: rank(type, []), isOwner }] as const;
  });
  return new Map(places);
}

const nounPlaces = placeNouns(nounDefinitions);

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function comparePlaces(a: NounPlace | undefined, b: NounPlace | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return Number(a.isLast) - Number(b.isLast) || a.rank - b.rank || Number(a.isOwner) - Number(b.isOwner);
}

/** By noun, name and id: the same order in each run. */
export function sortObjects<T extends SortedObject>(objects: readonly T[]): readonly T[] {
  const keyed = objects.map((object) => ({ object, name: (object.name ?? "").toLowerCase() }));
  const sorted = keyed.toSorted(
    (a, b) =>
      comparePlaces(nounPlaces.get(a.object.type), nounPlaces.get(b.object.type)) ||
      compareTexts(a.object.type, b.object.type) ||
      compareTexts(a.name, b.name) ||
      compareTexts(a.object.key, b.object.key),
  );
  return sorted.map(({ object }) => object);
}
