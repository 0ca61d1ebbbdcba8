import type { Power, Target } from "../model/statements/power.ts";
import type { HeldRight } from "./effective.ts";
import { listMemberships } from "./memberships.ts";
import type { NodeId } from "./nodes.ts";
import { type Doer, type Fit, NearestAlike, type TargetIndex } from "./reach-targets.ts";
import type { ReachWorld } from "./reach-world.ts";
import type { Bindings } from "./world.ts";

type Fits = ReadonlyMap<Target, Fit>;

interface Receiver {
  readonly node: NodeId;
  /** It has rights of its own for something that takes several: only what could complete them is worth giving to it. */
  readonly isPartial: boolean;
  /** Nobody acts as it yet, and somebody could if it held anything there. @default false */
  readonly isStranger?: boolean;
}

/**
 * Decides who is worth giving something to. A role that is given to whom the subject does not act as comes to nothing, and
 * who has nothing to add to it may as well not have it: giving it to the subject itself is as short.
 */
export class Receivers {
  readonly #world: ReachWorld;
  readonly #givers = new Set<NodeId>();
  readonly #partial = new Map<NodeId, Doer>();
  readonly #alike = new NearestAlike();
  readonly #known = new Set<NodeId>();
  /** By how many steps everything that could be given was given to somebody. */
  readonly #served = new Map<string, number>();
  #roleUses = new Map<NodeId, boolean>();

  constructor(world: ReachWorld) {
    this.#world = world;
  }

  listGivers(): Iterable<NodeId> {
    return this.#givers;
  }

  /** The world has been built anew. */
  forget(): void {
    this.#served.clear();
    this.#roleUses.clear();
  }

  /** Notes somebody whom the subject can act as. Whether others may now be worth giving something to. */
  note(doer: Doer): boolean {
    const isNew = !this.#known.has(doer.actor);
    this.#known.add(doer.actor);
    const isPartial = isPartlyAble(doer) && !this.#alike.note(doer);
    const isMore = isPartial && !this.#partial.has(doer.actor);
    if (isPartial) this.#partial.set(doer.actor, doer);
    return isNew || isMore;
  }

  /** Who is not known yet by as few steps. */
  listStrangers(nodes: readonly NodeId[], { length }: Doer): readonly NodeId[] {
    const world = this.#world;
    return nodes.filter((id) => !world.isIdentity(id) || world.measureTo(id) > length + 1);
  }

  *listBindings(power: Power, fits: Fits, doer: Doer): Iterable<Bindings> {
    const { effect } = power;
    if (effect.kind !== "give" && effect.kind !== "join") return;
    this.#givers.add(doer.actor);
    const to = effect.kind === "give" ? effect.to : effect.who;
    const given: Target = effect.kind === "give" ? "role" : "group";
    const others = [...fits].filter(([kind]) => kind !== to && kind !== given);
    const isWhole = isPlainlyAble(power, doer) && [...fits].every(([kind, fit]) => kind === to || fit.isAll);
    const strangers = effect.kind === "give" && effect.at !== undefined ? this.#listStrangersTo(to, fits, doer) : [];
    for (const receiver of [...this.#listReceivers(to, fits, doer), ...strangers]) {
      const key = JSON.stringify([power.name, receiver.node, receiver.isPartial, receiver.isStranger]);
      if ((this.#served.get(key) ?? Number.POSITIVE_INFINITY) <= doer.length + 1) continue;
      if (isWhole) this.#served.set(key, doer.length + 1);
      const first = this.#listGiven(given, fits.get(given), { receiver, doer });
      let all = first.map((id): Bindings => ({ [to]: receiver.node, [given]: id }));
      for (const [kind, fit] of others) {
        all = all.flatMap((one) => listFitting(kind, fit, doer).map((id): Bindings => ({ ...one, [kind]: id })));
      }
      yield* all;
    }
  }

  #listGiven(
    given: Target,
    fit: Fit | undefined,
    { receiver, doer }: { receiver: Receiver; doer: Doer },
  ): readonly NodeId[] {
    const all = fit === undefined ? [] : listFitting(given, fit, doer);
    if (receiver.isStranger === true) return all.slice(0, 1);
    if (!receiver.isPartial) return all;
    const missing = listMissing(doer);
    if (missing.length === 0) return [];
    return given === "role" ? all.filter((role) => this.#isOfUse(role, doer.index)) : all;
  }

  /** Whether a role has something that could complete a conjunction. */
  #isOfUse(role: NodeId, index: TargetIndex): boolean {
    let isOfUse = this.#roleUses.get(role);
    if (isOfUse === undefined) {
      const granted = this.#world.graph.roles.get(role) ?? [];
      isOfUse = granted.some(({ atom }) => {
        const uses = new Set(index.listUses(atom));
        return index.powers.some(({ power }) => power.needs.length > 1 && power.needs.some((need) => uses.has(need)));
      });
      this.#roleUses.set(role, isOfUse);
    }
    return isOfUse;
  }

  #listReceivers(to: Target, fits: Fits, doer: Doer): readonly Receiver[] {
    const fit = fits.get(to);
    if (fit === undefined) return [];
    if (to === "group") {
      const groups = this.#listGroups();
      const fitting = fit.isAll ? [...groups] : [...fit.nodes].filter((id) => groups.has(id));
      return fitting.map((node) => ({ node, isPartial: false }));
    }
    if (!fit.isAll) {
      return [...fit.nodes].filter((id) => this.#world.isIdentity(id)).map((node) => ({ node, isPartial: false }));
    }
    const best = this.#findBest(to, doer);
    const given = fits.get("role");
    const partial = [...this.#partial.values()].filter(({ actor, ...able }) => {
      if (actor === best || !this.#isOfKind(actor, to, doer)) return false;
      return best === undefined || given === undefined || !isReplaceable(able, given);
    });
    const receivers = partial.map(({ actor }): Receiver => ({ node: actor, isPartial: true }));
    return best === undefined ? receivers : [{ node: best, isPartial: false }, ...receivers];
  }

  /** Where a power needs its target to hold something at a place, it is worth giving it something there. */
  #listStrangersTo(to: Target, fits: Fits, doer: Doer): readonly Receiver[] {
    const isOfUse = doer.index.powers.some(({ power: { effect } }) => {
      return effect.kind === "become" && effect.placedAt !== undefined && effect.target === to;
    });
    const fit = fits.get(to);
    if (!isOfUse || fit === undefined) return [];
    return listFitting(to, fit, doer)
      .filter((id) => !this.#world.isIdentity(id))
      .map((node) => ({ node, isPartial: false, isStranger: true }));
  }

  #isOfKind(id: NodeId, kind: Target, { index }: Doer): boolean {
    const node = this.#world.graph.nodes.get(id);
    return node?.account === index.account && node.as === kind;
  }

  /** The subject itself if it can be, else who gives it, else whom it takes the fewest steps to act as. */
  #findBest(to: Target, doer: Doer): NodeId | undefined {
    const world = this.#world;
    const near = [world.subject, doer.actor].find((id) => this.#isOfKind(id, to, doer));
    if (near !== undefined) return near;
    let best: { readonly id: NodeId; readonly length: number } | undefined;
    for (const id of world.listIdentities()) {
      if (!this.#isOfKind(id, to, doer)) continue;
      const length = world.measureTo(id);
      if (best === undefined || length < best.length) best = { id, length };
    }
    return best?.id;
  }

  /** The groups that somebody is in whom the subject acts as. */
  #listGroups(): ReadonlySet<NodeId> {
    const world = this.#world;
    return new Set(
      world.listIdentities().flatMap((id) => {
        const memberships = listMemberships(world.graph, id, world.bound);
        return memberships.filter(({ from }) => from !== null).map(({ node }) => node);
      }),
    );
  }
}

function listFitting(kind: Target, fit: Fit, { index }: Doer): readonly NodeId[] {
  return fit.isAll ? index.list(kind) : [...fit.nodes];
}

/** What takes several rights that somebody has not all: with help, another one may come to what it cannot itself. */
function listMissing({ index, useful }: Doer): readonly Power[] {
  return index.powers
    .map(({ power }) => power)
    .filter(({ needs }) => {
      const isFull = needs.every((need) => useful.get(need)?.some((right) => index.isFull(need, right)) === true);
      return needs.length > 1 && !isFull;
    });
}

/** Whether a right needs no step. */
export function isPlain({ paths }: HeldRight): boolean {
  return paths.some(({ causes }) => causes.every(({ type }) => type !== "step"));
}

/** Whether somebody has by itself, without any step, all that something takes, whatever it is about. */
function isPlainlyAble({ needs }: Power, { index, useful }: Doer): boolean {
  return needs.every((need) => useful.get(need)?.some((right) => isPlain(right) && index.isFull(need, right)) === true);
}

/** Whether somebody has a part, and not the whole, of what something takes. */
function isPartlyAble({ index, useful }: Doer): boolean {
  return index.powers.some(({ power: { needs } }) => {
    if (needs.length < 2 || needs.every((need) => !useful.has(need))) return false;
    return !needs.every((need) => useful.get(need)?.some((right) => index.isFull(need, right)) === true);
  });
}

/**
 * Whether all that somebody has for what takes two rights comes by roles that could be given to the best receiver as well:
 * giving it the role takes no more steps than acting as who has it.
 */
function isReplaceable({ index, useful }: Pick<Doer, "index" | "useful">, roles: Fit): boolean {
  const isGivable = ({ scope, paths }: HeldRight): boolean => {
    return scope === null && paths.some(({ role }) => role !== null && (roles.isAll || roles.nodes.has(role)));
  };
  return index.powers.every(({ power: { needs } }) => {
    if (needs.length < 2) return true;
    const met = needs.filter((need) => useful.has(need));
    if (met.length > 1 && needs.length > 2) return false;
    return met.every((need) => useful.get(need)?.every(isGivable) === true);
  });
}
