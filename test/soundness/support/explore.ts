import type { Site } from "./site.ts";
import { tryProbe } from "./trials.ts";
import type { Identity, ReachWorld } from "./world.ts";

/** What somebody came to, by really doing all that could be done. */
export interface Reached {
  /** By probe: whether anybody whom the subject can act as may do it. */
  readonly allowed: readonly boolean[];
  /** The names of all whom it can act as. */
  readonly identities: ReadonlySet<string>;
  /** How many requests it took. */
  readonly attempts: number;
}

/** More rounds than any chain of steps is long. */
const mostRounds = 12;

/**
 * Tries every move as everybody whom the subject can act as, breadth first, until nothing new is permitted. Moves only
 * add, so that their order does not matter, and what was done once need not be done again.
 */
export async function explore(site: Site, world: ReachWorld, subject: Identity): Promise<Reached> {
  const identities = new Map([[subject.name, subject]]);
  const done = new Set<string>();
  let attempts = 0;
  for (let round = 0, isChanged = true; isChanged; round += 1) {
    if (round > mostRounds) throw new Error("there is always something more to come to");
    isChanged = false;
    for (const move of await world.listMoves()) {
      for (const identity of identities.values()) {
        if (done.has(move.says)) break;
        attempts += 1;
        const gained = await move.attempt(identities.get(identity.name) ?? identity);
        if (gained === undefined) continue;
        done.add(move.says);
        // A new secret of somebody replaces the one before.
        for (const one of gained) identities.set(one.name, one);
        isChanged = true;
      }
    }
  }
  const allowed: boolean[] = [];
  for (const probe of world.probes) {
    let isAllowed = false;
    for (const { name, headers } of identities.values()) {
      isAllowed ||= await tryProbe(site, { says: name, headers }, probe);
    }
    allowed.push(isAllowed);
  }
  return { allowed, identities: new Set(identities.keys()), attempts };
}
