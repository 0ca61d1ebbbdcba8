import type { Drifted, Instance } from "#access/model/statements/instance.ts";
import { keyOfObject } from "../context/object-key.ts";
import { listDifferences } from "./compare-attributes.ts";
import type { ComparedObjects } from "./compare-states.ts";
import type { ChangedAttribute } from "./drift.ts";

/** What Terraform's refresh saw, as a plan tells it. */
export interface Refreshed {
  /** Of the plan. */
  readonly name: string;
  readonly drifted: readonly Drifted[];
}

function keyOfAttribute({ stored, attribute }: Pick<ChangedAttribute, "stored" | "attribute">): string {
  return JSON.stringify([keyOfObject(stored), attribute]);
}

function listChanged({ stored, seen }: Drifted, known: Instance): readonly ChangedAttribute[] {
  if (seen === null) return [];
  return [...listDifferences(stored, seen)].map(([attribute, difference]) => ({
    stored: known,
    seen: { ...known, state: seen.state },
    attribute,
    before: stored.state[attribute] ?? null,
    after: seen.state[attribute] ?? null,
    isNormalized: difference === "normalized",
  }));
}

/** Adds what refreshes saw and lists do not tell. What both saw is said once, as the lists have it: they are newer. */
export function addRefreshed(
  compared: ComparedObjects,
  refreshed: readonly Refreshed[],
  stored: readonly Instance[],
): ComparedObjects {
  if (refreshed.length === 0) return compared;
  const objects = new Map(stored.map((one) => [keyOfObject(one), one]));
  const told = new Set(compared.changed.map(keyOfAttribute));
  const gone = new Set([...compared.missing, ...compared.replaced.map((one) => one.stored)].map(keyOfObject));
  const unseen = new Set(compared.unseen.map(keyOfObject));
  const changed: ChangedAttribute[] = [];
  const missing: Instance[] = [];
  for (const one of refreshed.flatMap(({ drifted }) => drifted)) {
    const key = keyOfObject(one.stored);
    const known = objects.get(key);
    if (known === undefined || gone.has(key)) continue;
    if (one.seen === null && unseen.has(key)) missing.push(known);
    changed.push(...listChanged(one, known).filter((found) => !told.has(keyOfAttribute(found))));
  }
  const found = new Set(missing.map(keyOfObject));
  return {
    ...compared,
    changed: [...compared.changed, ...changed],
    missing: [...compared.missing, ...missing],
    unseen: compared.unseen.filter((one) => !found.has(keyOfObject(one))),
  };
}
