import type { PatternObject, PatternPlace, PatternWriting } from "#constructs/adoption/patterns.ts";
import { patternWritings } from "#constructs/adoption/registry.gen.ts";
import type { Adoption } from "../adoption.ts";
import { type AdoptedObjects, collectNeeds } from "./scribe.ts";
import type { CodeUnit, UnitPart } from "./unit.ts";
import { createUnit } from "./units.ts";

/** Units by the keys of their objects, and what refers to them. */
class UnitIndex {
  readonly byKey: ReadonlyMap<string, CodeUnit>;
  readonly #users = new Map<string, CodeUnit[]>();
  readonly #owned = new Map<string, CodeUnit[]>();

  constructor(units: readonly CodeUnit[]) {
    this.byKey = new Map(units.map((unit) => [unit.key, unit]));
    for (const unit of units) {
      for (const need of unit.needs) add(this.#users, need, unit);
      for (const owner of unit.owners) add(this.#owned, owner, unit);
    }
  }

  listUsers(key: string): readonly CodeUnit[] {
    return this.#users.get(key) ?? [];
  }

  listOwned(key: string): readonly CodeUnit[] {
    return this.#owned.get(key) ?? [];
  }

  /** Whether one needs another, also through others. */
  needs(key: string, wanted: string): boolean {
    const seen = new Set<string>();
    const waiting = [key];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (at === wanted) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      waiting.push(...(this.byKey.get(at)?.needs ?? []));
    }
    return false;
  }
}

function add(map: Map<string, CodeUnit[]>, key: string, unit: CodeUnit): void {
  const units = map.get(key);
  if (units === undefined) map.set(key, [unit]);
  else units.push(unit);
}

function toPatternObject({ main: { key, type, values } }: CodeUnit): PatternObject {
  return { key, type, values };
}

function createPlace({ facts }: Adoption, objects: AdoptedObjects, index: UnitIndex) {
  return (unit: CodeUnit): PatternPlace => ({
    facts,
    owned: index.listOwned(unit.key).map(toPatternObject),
    find(type, id) {
      const found = index.byKey.get(objects.find(type, id)?.key ?? "");
      return found === undefined ? undefined : toPatternObject(found);
    },
    listUsers: ({ key }) => index.listUsers(key).map(toPatternObject),
    needs: (object, other) => index.needs(object.key, other.key),
  });
}

interface Site {
  readonly adoption: Adoption;
  readonly objects: AdoptedObjects;
  readonly index: UnitIndex;
  readonly place: PatternPlace;
}

/** What a pattern makes around an object, in place of a construct for each. */
function createPatternUnit(unit: CodeUnit, pattern: PatternWriting, site: Site): CodeUnit | undefined {
  const fit = pattern.fit(toPatternObject(unit), site.place);
  const [own] = unit.parts;
  if (fit === undefined || own === undefined) return undefined;
  const parts = fit.parts.flatMap(({ object: { key }, ...part }): readonly UnitPart[] => {
    const found = site.index.byKey.get(key);
    return found === undefined ? [] : [{ object: found.main, ...part }];
  });
  // What Terraform is to ignore is said of a construct of its own.
  if (parts.length < fit.parts.length || [own, ...parts].some(({ object }) => object.ignored.length > 0))
    return undefined;
  const { needs } = collectNeeds(site.adoption, site.objects, (scribe) => fit.write(scribe, ""));
  return {
    ...unit,
    covers: [unit.key, ...parts.map(({ object }) => object.key)],
    needs,
    parts: [{ ...own, path: fit.path }, ...parts],
    create: (scribe, constructId) => ({ code: fit.write(scribe, constructId), resource: [], more: () => [] }),
  };
}

/** A unit for each object, or for several where a pattern says exactly what they are. */
export function createUnits(adoption: Adoption, objects: AdoptedObjects): readonly CodeUnit[] {
  const plain = adoption.objects.map((one) => createUnit(one, adoption, objects));
  const index = new UnitIndex(plain);
  const placeOf = createPlace(adoption, objects, index);
  const chosen = new Map<string, CodeUnit>();
  const covered = new Set<string>();
  for (const unit of plain) {
    for (const pattern of patternWritings.filter(({ around }) => around === unit.type)) {
      const found = createPatternUnit(unit, pattern, { adoption, objects, index, place: placeOf(unit) });
      if (found === undefined || found.covers.some((key) => covered.has(key))) continue;
      chosen.set(unit.key, found);
      for (const key of found.covers) covered.add(key);
      break;
    }
  }
  return plain.flatMap((unit) => chosen.get(unit.key) ?? (covered.has(unit.key) ? [] : [unit]));
}
