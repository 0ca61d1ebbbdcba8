import { everySelector } from "../model/permissions/permission.ts";
import type { AccessFacts } from "../model/statements/graph-facts.ts";
import type { Need, Power, Target } from "../model/statements/power.ts";
import { keyOfAtom, type Right, type RightAtom } from "../model/statements/right.ts";
import { push } from "./connections.ts";
import { type Bound, covers } from "./covering.ts";
import type { HeldRight } from "./effective.ts";
import type { Graph } from "./graph.ts";
import type { NodeId } from "./nodes.ts";
import { listTargetKinds } from "./needs.ts";
import { listSelectors, listTargets } from "./world.ts";

/** A power with what it is about. */
export interface TargetedPower {
  readonly power: Power;
  readonly kinds: readonly Target[];
}

/** The targets of a kind that fit, as far as one identity's rights for it tell. */
export type Fit = { readonly isAll: true } | { readonly isAll: false; readonly nodes: ReadonlySet<NodeId> };

const all: Fit = { isAll: true };

function widen(atom: RightAtom): RightAtom {
  return atom.kind === "act" ? { ...atom, selector: everySelector } : atom;
}

function wantAnywhere(need: Need): RightAtom {
  if (need.kind === "standing") return { kind: "standing", standing: need.standing };
  return { kind: "act", action: need.action, resource: need.resource, selector: everySelector };
}

function isOwnOf(need: Need, target: Target): boolean {
  const on = need.kind === "act" ? need.on : undefined;
  return (on ?? need.at) === target && (on === undefined || need.at === undefined);
}

/** Rights by the needs that they may be of use for. */
export type UsefulRights = ReadonlyMap<Need, readonly HeldRight[]>;

/** Somebody whom the subject can act as, and what is of use to it. */
export interface Doer {
  readonly actor: NodeId;
  readonly index: TargetIndex;
  readonly useful: UsefulRights;
  /** How many steps it takes to act as it. */
  readonly length: number;
  /** Equal for those who can do the same by themselves, without any step. Undefined for who has something by a step. */
  readonly likeness: string | undefined;
}

/** Of those who can do the same, the nearest: the others add nothing to it. */
export class NearestAlike {
  readonly #known = new Map<string, Pick<Doer, "actor" | "length">>();

  /** Notes somebody. Whether another one who can do the same is as near. */
  note({ actor, length, likeness }: Doer): boolean {
    if (likeness === undefined) return false;
    const known = this.#known.get(likeness);
    if (known === undefined || known.length > length) this.#known.set(likeness, { actor, length });
    return known !== undefined && known.actor !== actor && known.length <= length;
  }
}

/** Needs by what they are met by: by the atom itself, which most questions ask with, and by what it is of use for. */
interface KnownUses {
  readonly byAtom: WeakMap<RightAtom, readonly Need[]>;
  readonly byKey: Map<string, readonly Need[]>;
}

type UsesOfBounds = { readonly [bound in Bound]: KnownUses };

// What a right is of use for is the same in every graph with the same facts, whomever it names.
const knownUses = new WeakMap<AccessFacts, UsesOfBounds>();

function createUses(): KnownUses {
  return { byAtom: new WeakMap(), byKey: new Map() };
}

function recallUses(facts: AccessFacts, bound: Bound): KnownUses {
  const known = knownUses.get(facts) ?? { lower: createUses(), upper: createUses() };
  knownUses.set(facts, known);
  return known[bound];
}

const targetedPowers = new WeakMap<readonly Power[], { readonly [bound in Bound]: readonly TargetedPower[] }>();

function listTargetedPowers(powers: readonly Power[], bound: Bound): readonly TargetedPower[] {
  let known = targetedPowers.get(powers);
  if (known === undefined) {
    const all = powers.filter(({ effect }) => effect.kind !== "keep");
    const target = (power: Power): TargetedPower => ({ power, kinds: listTargetKinds(power) });
    const sure = all.filter(({ assumes }) => assumes === undefined);
    known = { lower: sure.map(target), upper: all.map(target) };
    targetedPowers.set(powers, known);
  }
  return known[bound];
}

const none: readonly Power[] = [];

/** What can be a target in one account, and which rights are of use for what. */
export class TargetIndex {
  readonly graph: Graph;
  readonly account: string;
  readonly bound: Bound;
  readonly powers: readonly TargetedPower[];
  readonly #targets = new Map<Target, readonly NodeId[]>();
  readonly #bySelector = new Map<string, ReadonlyMap<string, readonly NodeId[]>>();
  readonly #uses: KnownUses;

  constructor(graph: Graph, account: string, bound: Bound) {
    this.graph = graph;
    this.account = account;
    this.bound = bound;
    const facts = graph.facts.get(account);
    this.powers = listTargetedPowers(facts?.graph.powers ?? none, bound);
    this.#uses = facts === undefined ? createUses() : recallUses(facts, bound);
  }

  list(target: Target): readonly NodeId[] {
    let found = this.#targets.get(target);
    if (found === undefined) {
      found = listTargets(this.graph, this.account, target);
      this.#targets.set(target, found);
    }
    return found;
  }

  #listNamed(target: Target, by: "id" | "name"): ReadonlyMap<string, readonly NodeId[]> {
    const key = `${target} ${by}`;
    let index = this.#bySelector.get(key);
    if (index === undefined) {
      const found = new Map<string, NodeId[]>();
      for (const id of this.list(target)) {
        const node = this.graph.nodes.get(id);
        for (const selector of node === undefined ? [] : listSelectors(node, by)) {
          push(found, selector, id);
        }
      }
      index = found;
      this.#bySelector.set(key, index);
    }
    return index;
  }

  #createRight(atom: RightAtom, scope: NodeId | null): Right {
    return { account: this.account, atom, scope };
  }

  /** The needs that a right on every selector and in every scope would meet. */
  listUses(atom: RightAtom): readonly Need[] {
    const { byAtom, byKey } = this.#uses;
    const known = byAtom.get(atom);
    if (known !== undefined) return known;
    const key = keyOfAtom(widen(atom));
    const needs = byKey.get(key) ?? this.#findUses(atom);
    byAtom.set(atom, needs);
    // Each of these is of use for itself alone: it would be remembered for nothing.
    if (atom.kind !== "opaque") byKey.set(key, needs);
    return needs;
  }

  #findUses(atom: RightAtom): readonly Need[] {
    const held = this.#createRight(widen(atom), null);
    return this.powers
      .flatMap(({ power }) => power.needs)
      .filter((need) => covers(held, this.#createRight(wantAnywhere(need), null), this));
  }

  sortByNeed(rights: readonly HeldRight[]): UsefulRights {
    const found = new Map<Need, HeldRight[]>();
    for (const right of rights) {
      for (const need of this.listUses(right.atom)) {
        push(found, need, right);
      }
    }
    return found;
  }

  /** Whether a right meets a need whatever it is about. */
  isFull(need: Need, { scope, atom }: HeldRight): boolean {
    return scope === null && covers(this.#createRight(atom, null), this.#createRight(wantAnywhere(need), null), this);
  }

  /** The targets of a kind for which each need that is about it alone may be met. */
  fit(power: Power, target: Target, useful: UsefulRights): Fit {
    let fit = all;
    for (const need of power.needs) {
      if (!isOwnOf(need, target)) continue;
      const own = this.#fitNeed(need, target, useful.get(need) ?? []);
      if (own.isAll) continue;
      const before = fit;
      fit = before.isAll ? own : { isAll: false, nodes: new Set([...own.nodes].filter((id) => before.nodes.has(id))) };
    }
    return fit;
  }

  #fitNeed(need: Need, target: Target, rights: readonly HeldRight[]): Fit {
    if (need.at !== undefined) return this.#fitScopes(need, target, rights);
    const nodes = new Set<NodeId>();
    const by = need.kind === "act" ? (need.by ?? "id") : "id";
    for (const right of rights) {
      if (this.isFull(need, right)) return all;
      // A vendor's right on one selector covers no other one that a power is about: a test holds its facts to it.
      if (right.atom.kind !== "act" || right.scope !== null) continue;
      for (const id of this.#listNamed(target, by).get(right.atom.selector) ?? []) nodes.add(id);
    }
    return { isAll: false, nodes };
  }

  #fitScopes(need: Need, target: Target, rights: readonly HeldRight[]): Fit {
    const nodes = new Set<NodeId>();
    for (const id of this.list(target)) {
      const wanted = this.#createRight(wantAnywhere(need), id);
      if (rights.some((right) => covers(right, wanted, this))) nodes.add(id);
    }
    return { isAll: false, nodes };
  }
}
