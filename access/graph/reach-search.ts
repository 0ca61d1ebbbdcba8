import type { Power, Target } from "../model/statements/power.ts";
import { keyOfRight } from "../model/statements/right.ts";
import { covers } from "./covering.ts";
import { findEffectiveRights, findKeyedRights, type HeldRight } from "./effective.ts";
import type { Graph } from "./graph.ts";
import { listHoldings, listMemberships } from "./memberships.ts";
import { meetNeeds } from "./needs.ts";
import type { NodeId } from "./nodes.ts";
import { isPlain, Receivers } from "./reach-receivers.ts";
import { type Doer, type Fit, NearestAlike, type TargetedPower, type UsefulRights } from "./reach-targets.ts";
import { ReachWorld } from "./reach-world.ts";
import { createStep, listUsedPlacings, type Step, type StepPlace } from "./steps.ts";
import { type Bindings, listManagedRoles, listNewNames } from "./world.ts";

/** Who may do everything in an account comes to nothing more by further steps there. */
export function isEverything({ account, scope, atom }: HeldRight, world: ReachWorld): boolean {
  if (scope !== null || (atom.kind !== "standing" && atom.kind !== "anything")) return false;
  return covers({ account, scope, atom }, { account, scope, atom: { kind: "anything" } }, world);
}

/** Looks for all that one subject could come to. */
export class ReachSearch {
  readonly world: ReachWorld;
  /** How many steps it takes to come to everything in each account. */
  readonly limits = new Map<string, number>();
  readonly #managed: ReadonlySet<NodeId>;
  readonly #receivers: Receivers;
  readonly #done = new NearestAlike();
  #waiting = new Set<NodeId>();
  #added: Step[] = [];
  #isShortened = false;

  constructor(base: Graph, subject: NodeId, bound: ReachWorld["bound"]) {
    this.world = new ReachWorld(base, subject, bound);
    this.#managed = listManagedRoles(base);
    this.#receivers = new Receivers(this.world);
    this.#waiting.add(subject);
  }

  run(): void {
    while (this.#waiting.size > 0) {
      const waiting = [...this.#waiting];
      this.#waiting = new Set();
      const doers = waiting.flatMap((actor) => this.#createDoer(actor));
      this.#added = [];
      for (const doer of doers.sort((a, b) => a.length - b.length)) {
        if (doer.length + 1 < this.#limitOf(doer)) this.#addStepsOf(doer);
      }
      this.#continue();
    }
  }

  #limitOf({ index }: Doer): number {
    return this.limits.get(index.account) ?? Number.POSITIVE_INFINITY;
  }

  /** Whoever has more than before looks again at what it can do. */
  #continue(): void {
    const isGrown = this.world.apply(this.#added);
    if (!isGrown || this.#isShortened) for (const one of this.world.listIdentities()) this.#waiting.add(one);
    if (!isGrown) this.#receivers.forget();
    this.#isShortened = false;
    this.#wake(this.#added);
  }

  #wakeGivers(): void {
    for (const giver of this.#receivers.listGivers()) this.#waiting.add(giver);
  }

  #wake(steps: readonly Step[]): void {
    const { nodes } = this.world.graph;
    const touched = new Set<NodeId | undefined>();
    let isGivenAnew = false;
    for (const { becomes, statements } of steps) {
      if (becomes !== null) this.#waiting.add(becomes);
      for (const statement of statements) {
        isGivenAnew ||= statement.kind === "role" || statement.kind === "inGroup";
        const { subject = null } = "subject" in statement ? statement : {};
        for (const id of subject === null ? [] : nodes.resolve(subject).nodes) touched.add(id);
        if (statement.kind === "role") for (const ref of statement.is) touched.add(nodes.findRef(ref));
      }
    }
    // Who is placed somewhere can be acted as from there.
    const isPlaced = [...touched].some(
      (id) => id !== undefined && nodes.get(id)?.as !== null && !this.world.isIdentity(id),
    );
    if (isPlaced) for (const identity of this.world.listIdentities()) this.#waiting.add(identity);
    if (isGivenAnew) {
      this.#receivers.forget();
      this.#wakeGivers();
    }
    if (touched.size === 0) return;
    for (const identity of this.world.listIdentities()) {
      if (!this.#waiting.has(identity) && this.#isTouched(identity, touched)) this.#waiting.add(identity);
    }
  }

  #isTouched(identity: NodeId, touched: ReadonlySet<NodeId | undefined>): boolean {
    const { graph } = this.world;
    return listMemberships(graph, identity, "upper").some(({ node }) => {
      return touched.has(node) || listHoldings(graph, node).some(({ roles }) => roles.some((id) => touched.has(id)));
    });
  }

  #createDoer(actor: NodeId): readonly Doer[] {
    const { world } = this;
    const account = world.graph.nodes.get(actor)?.account;
    if (account === undefined) return [];
    const rights = this.#listRights(actor);
    const index = world.indexOf(account);
    this.#noteEverything(actor, rights);
    const length = world.measureTo(actor);
    const limit = this.limits.get(account) ?? Number.POSITIVE_INFINITY;
    // What takes as many steps as everything is of no use.
    const near = rights.filter((right) => Math.max(length, world.chains.boundFromBelow(right)) + 1 < limit);
    const useful = index.sortByNeed(near);
    const doer: Doer = { actor, index, useful, length, likeness: this.#describe(actor, useful) };
    if (this.#receivers.note(doer)) this.#wakeGivers();
    return [doer];
  }

  #describe(actor: NodeId, useful: UsefulRights): string | undefined {
    const rights = [...new Set([...useful.values()].flat())];
    if (!rights.every(isPlain)) return undefined;
    const node = this.world.graph.nodes.get(actor);
    return JSON.stringify([node?.account, node?.as, ...rights.map(keyOfRight)]);
  }

  /** As long as no step is taken, they are known from other questions. */
  #listRights(actor: NodeId): readonly HeldRight[] {
    const { base, graph, bound, chains } = this.world;
    if (chains.isEmpty) return findEffectiveRights(base, actor)[bound];
    return [...findKeyedRights(graph, actor)[bound].values()];
  }

  #noteEverything(actor: NodeId, rights: readonly HeldRight[]): void {
    const { world } = this;
    for (const right of rights) {
      if (!isEverything(right, world)) continue;
      const length = world.chains.measure(pickWay(right, actor, { world }));
      this.limits.set(right.account, Math.min(length, this.limits.get(right.account) ?? Number.POSITIVE_INFINITY));
    }
  }

  #addStepsOf(doer: Doer): void {
    // Of many equal accounts one is looked at.
    if (this.#done.note(doer)) return;
    for (const targeted of doer.index.powers) {
      const { power } = targeted;
      // Each need of its own rights: a request has one sender.
      if (power.needs.some((need) => !doer.useful.has(need))) continue;
      const rights = [...new Set(power.needs.flatMap((need) => doer.useful.get(need) ?? []))];
      for (const place of this.#listPlaces(targeted, doer)) this.#tryStep(power, place, { doer, rights });
    }
  }

  /** Whether a step is known by a chain that no way through this identity could shorten. */
  #isAsShort(key: string, { length }: Doer): boolean {
    const { chains } = this.world;
    return chains.has(key) && chains.measureTo(key) <= length + 1;
  }

  #tryStep(power: Power, place: StepPlace, { doer, rights }: { doer: Doer; rights: readonly HeldRight[] }): void {
    const { graph, bound, chains, subject } = this.world;
    const step = createStep(graph, power, place);
    if (step === undefined || step.becomes === subject || this.#isAsShort(step.key, doer)) return;
    const used = meetNeeds(power, place.bindings, { rights, graph, account: place.account, bound });
    if (used === undefined) return;
    const isInside = used.every((all) => all.some(({ scope }) => scope === place.bindings.scope));
    const opened = isInside ? [] : this.world.openers.filter(({ opens }) => opens === place.bindings.scope);
    const placings = listUsedPlacings(graph, power, place);
    const isKnown = chains.has(step.key);
    for (const become of this.world.listBecomes(doer.actor)) {
      const before = [...(become === null ? [] : [become]), ...opened.map(({ key }) => key)];
      const premises = chains.pickPremises([...used, ...placings], before);
      if (chains.measure(premises) + 1 >= this.#limitOf(doer) || !chains.add({ ...step, premises })) continue;
      if (isKnown) this.#isShortened = true;
    }
    const added = isKnown ? undefined : chains.get(step.key);
    if (added !== undefined) this.#added.push(added);
  }

  *#listPlaces(targeted: TargetedPower, doer: Doer): Iterable<StepPlace> {
    const { account } = doer.index;
    const facts = doer.index.graph.facts.get(account);
    if (facts === undefined) return;
    const isNew = targeted.power.effect.kind === "createRole";
    const names = isNew ? listNewNames(this.world.graph, account, facts.graph) : [null];
    for (const bindings of this.#listBindings(targeted, doer)) {
      for (const newName of names) yield { account, actor: doer.actor, bindings, newName };
    }
  }

  /** The ways to bind what a power is about that could come to something new. */
  *#listBindings({ power, kinds }: TargetedPower, doer: Doer): Iterable<Bindings> {
    const fits = new Map(kinds.map((kind) => [kind, doer.index.fit(power, kind, doer.useful)]));
    if (kinds.some((kind) => isNone(fits.get(kind)))) return;
    const { effect } = power;
    if (effect.kind === "give" || effect.kind === "join") {
      yield* this.#receivers.listBindings(power, fits, doer);
      return;
    }
    let all: readonly Bindings[] = [{}];
    for (const [kind, fit] of fits) {
      const fitting = this.#listNew(power, kind, { fit, doer });
      all = all.flatMap((bindings) => fitting.map((id): Bindings => ({ ...bindings, [kind]: id })));
    }
    yield* all;
  }

  /** Whoever can be acted as in as few steps, and what cannot be changed, is left out. */
  #listNew(power: Power, kind: Target, { fit, doer }: { fit: Fit; doer: Doer }): readonly NodeId[] {
    const { world } = this;
    const { effect } = power;
    const nodes = fit.isAll ? doer.index.list(kind) : [...fit.nodes];
    if (effect.kind === "editRole" && kind === "role") return nodes.filter((id) => !this.#managed.has(id));
    if (effect.kind === "openScope" && kind === "scope") return nodes.filter((id) => world.graph.limits.has(id));
    if (effect.kind !== "become" || kind !== effect.target) return nodes;
    return this.#receivers.listStrangers(nodes, doer);
  }
}

function isNone(fit: Fit | undefined): boolean {
  return fit === undefined || (!fit.isAll && fit.nodes.size === 0);
}

/** The steps that somebody whom the subject acts as needs for a right, as few as there are. */
export function pickWay(
  right: HeldRight,
  identity: NodeId,
  { world, opened = [] }: { readonly world: ReachWorld; readonly opened?: readonly string[] },
): ReadonlySet<string> {
  const { chains } = world;
  const ways = world.listBecomes(identity).map((become) => {
    return chains.pickPremises([[right]], become === null ? opened : [become, ...opened]);
  });
  const [first = new Set(opened), ...others] = ways;
  return others.reduce((best, way) => (chains.measure(way) < chains.measure(best) ? way : best), first);
}
