import { keyOfRight } from "../model/statements/right.ts";
import { mayBeAble } from "./able.ts";
import { type Bound, covers } from "./covering.ts";
import { findEffectiveRights, findKeyedRights, type HeldRight } from "./effective.ts";
import type { Graph } from "./graph.ts";
import type { NodeId } from "./nodes.ts";
import { ReachSearch, pickWay } from "./reach-search.ts";
import type { ReachWorld } from "./reach-world.ts";
import { keepStrongest } from "./strongest.ts";
import { describeStep } from "./steps.ts";

/** A step of a chain, as it is told. */
export interface ToldStep {
  readonly number: number;
  readonly text: string;
  /** The power, as the vendor's facts name it, and the page that says so. */
  readonly power: string;
  readonly source: string;
  readonly assumes: string | null;
  /** Who takes it, and what it is about. */
  readonly about: readonly NodeId[];
}

/** A right that a subject does not have and could come to. */
export interface ReachedRight extends HeldRight {
  /** Who then has it: the subject itself, or whom it acts as. */
  readonly as: NodeId;
  readonly chain: readonly ToldStep[];
}

export interface ReachedIdentity {
  readonly subject: NodeId;
  readonly chain: readonly ToldStep[];
}

export interface Reach {
  readonly rights: readonly ReachedRight[];
  /**
   * Whom the subject could act as, each with the shortest chain that was found. Not all of them where it comes to everything
   * in their account: the search looks no further then.
   */
  readonly identities: readonly ReachedIdentity[];
  /** Of the steps in the chains: sentences. */
  readonly assumptions: readonly string[];
}

/** A right that could be come to, before its chain is told. */
interface Found {
  readonly key: string;
  readonly right: HeldRight;
  readonly as: NodeId;
  readonly premises: ReadonlySet<string>;
  readonly length: number;
}

function tellChain(keys: Iterable<string>, { graph, chains }: ReachWorld): readonly ToldStep[] {
  return chains.list(keys).map((step, index) => ({
    number: index + 1,
    text: describeStep(graph, step),
    power: step.power.name,
    source: step.power.source,
    assumes: step.power.assumes ?? null,
    about: [step.actor, ...Object.values(step.bindings)],
  }));
}

/** Tells a chain when it is asked for: there may be thousands, and each may be long. */
function addChain<T extends object>(
  to: T,
  keys: ReadonlySet<string>,
  world: ReachWorld,
): T & { readonly chain: readonly ToldStep[] } {
  let told: readonly ToldStep[] | undefined;
  return Object.defineProperty(to, "chain", {
    enumerable: true,
    get: () => (told ??= tellChain(keys, world)),
  }) as T & { readonly chain: readonly ToldStep[] };
}

/** A right where it is held, and at the scopes that a step opened. */
function* listPlaces(right: HeldRight, world: ReachWorld): Iterable<readonly [HeldRight, readonly string[]]> {
  yield [right, []];
  for (const { key, opens } of world.openers) {
    if (opens === null || right.scope === opens) continue;
    const inside = { ...right, scope: opens };
    if (covers(right, inside, world)) yield [inside, [key]];
  }
}

/** Rights by their keys, each by the shortest way. */
class Reached {
  readonly found = new Map<string, Found>();
  readonly #world: ReachWorld;
  readonly #own: readonly HeldRight[];
  readonly #isOwn = new Map<string, boolean>();

  constructor(world: ReachWorld) {
    this.#world = world;
    this.#own = findEffectiveRights(world.base, world.subject)[world.bound];
  }

  #hasOwn(key: string, right: HeldRight): boolean {
    let isOwn = this.#isOwn.get(key);
    if (isOwn === undefined) {
      const at = { graph: this.#world.base, bound: this.#world.bound };
      isOwn = this.#own.some((one) => covers(one, right, at));
      this.#isOwn.set(key, isOwn);
    }
    return isOwn;
  }

  addRightsOf(as: NodeId): void {
    const world = this.#world;
    const least = world.measureTo(as);
    for (const held of findKeyedRights(world.graph, as)[world.bound].values()) {
      for (const [right, opened] of listPlaces(held, world)) {
        const key = keyOfRight(right);
        const known = this.found.get(key);
        if ((known !== undefined && known.length <= least) || this.#hasOwn(key, right)) continue;
        const premises = pickWay(right, as, { world, opened });
        const length = world.chains.measure(premises);
        if (known === undefined || length < known.length) this.found.set(key, { key, right, as, premises, length });
      }
    }
  }
}

function listReached({ world, limits }: ReachSearch): readonly Found[] {
  const reached = new Reached(world);
  const lengths = new Map(world.listIdentities().map((id) => [id, world.measureTo(id)]));
  // The nearest first: what others have by as many steps needs no second look.
  for (const [id, length] of [...lengths].sort(([, a], [, b]) => a - b)) {
    const limit = limits.get(world.graph.nodes.get(id)?.account ?? "") ?? Number.POSITIVE_INFINITY;
    // Who is farther away than everything has nothing to add to it.
    if (length <= limit) reached.addRightsOf(id);
  }
  const all = [...reached.found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  // In the world as it is: what a right comes to once a limit is lifted takes a step more, and is among them by itself.
  return keepStrongest(all, { graph: world.base, bound: world.bound });
}

const nothing: Reach = { rights: [], identities: [], assumptions: [] };

/**
 * What a subject could come to, by all that it can do with what it has, and so on until nothing is added. Each right has a
 * shortest chain of steps, as long as no two of its steps could share a third one. Left out is what another right covers in
 * as few steps. With `upper`, all that may be counts too.
 */
export function findReach(graph: Graph, subject: NodeId, bound: Bound = "lower"): Reach {
  if (!mayBeAble(graph, subject, bound)) return nothing;
  const search = new ReachSearch(graph, subject, bound);
  search.run();
  const { world } = search;
  if (world.chains.isEmpty) return nothing;
  const reached = listReached(search);
  const rights = reached.map(({ right, as, premises }) => addChain({ ...right, as }, premises, world));
  const identities = world
    .listIdentities()
    .filter((id) => id !== subject)
    .map((one): ReachedIdentity => {
      const becomes = world.listBecomes(one).filter((key) => key !== null);
      const [shortest = ""] = becomes.toSorted((a, b) => world.chains.measureTo(a) - world.chains.measureTo(b));
      return addChain({ subject: one }, new Set([shortest]), world);
    });
  const taken = world.chains.list(new Set(reached.flatMap(({ premises }) => [...premises])));
  const assumed = taken.flatMap(({ power }) => (power.assumes === undefined ? [] : [power.assumes]));
  return { rights, identities, assumptions: [...new Set(assumed)] };
}
