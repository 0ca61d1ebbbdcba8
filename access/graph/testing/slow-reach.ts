import { type Bound, covers } from "../covering.ts";
import { findEffectiveRights, type HeldRight } from "../effective.ts";
import { buildGraph, type Graph } from "../graph.ts";
import type { Target } from "../../model/statements/power.ts";
import { keyOfRight } from "../../model/statements/right.ts";
import { listTargetKinds, meetNeeds } from "../needs.ts";
import type { NodeId } from "../nodes.ts";
import type { Reach, ReachedRight, ToldStep } from "../reach.ts";
import { createStep, describeStep, listUsedPlacings, type Step, type StepPlace } from "../steps.ts";
import { type Bindings, listManagedRoles, listNewNames, listTargets } from "../world.ts";

// The reach as it is defined: everything that anybody could do is tried in each round, in a graph that is built anew. What
// is in use has to come to the same.

type Steps = ReadonlyMap<string, Step>;

/** All steps that come before and with some, in order. */
function closeSteps(keys: Iterable<string>, steps: Steps): readonly Step[] {
  const done = new Map<string, Step>();
  const visit = (key: string, path: ReadonlySet<string>): void => {
    const step = steps.get(key);
    if (step === undefined || done.has(key) || path.has(key)) return;
    for (const premise of [...step.premises].sort()) visit(premise, new Set([...path, key]));
    done.set(key, step);
  };
  for (const key of [...keys].sort()) visit(key, new Set());
  return [...done.values()];
}

function stepsIn({ paths }: HeldRight, steps: Steps): readonly (readonly string[])[] {
  return paths.map(({ causes }) => {
    const keys = causes.map(({ type, attribute }) => (type === "step" ? attribute : null));
    return keys.filter((key) => key !== null && steps.has(key)).filter((key) => key !== null);
  });
}

/** The premises of using some rights, of all ways to each the one of fewest steps. */
function pickPremises(
  used: readonly (readonly HeldRight[])[],
  before: readonly string[],
  steps: Steps,
): ReadonlySet<string> {
  const picked = new Set(before);
  for (const alternatives of used) {
    const ways = alternatives.flatMap((right) => stepsIn(right, steps));
    const lengthOf = (way: readonly string[]): number => closeSteps([...picked, ...way], steps).length;
    const [shortest = []] = ways.toSorted((a, b) => lengthOf(a) - lengthOf(b));
    for (const key of shortest) picked.add(key);
  }
  return picked;
}

/** What the search has found so far. */
interface World {
  readonly base: Graph;
  readonly graph: Graph;
  readonly steps: Map<string, Step>;
  /** Of the chains that end in each step, as of the start of the round. */
  readonly lengths: ReadonlyMap<string, number>;
  readonly bound: Bound;
  readonly subject: NodeId;
}

/** Everybody whom the subject can act as, with the key of the step that leads there; null for itself. */
function listIdentities({ steps, subject }: World): ReadonlyMap<NodeId, string | null> {
  const identities = new Map<NodeId, string | null>([[subject, null]]);
  for (const { key, becomes } of steps.values())
    if (becomes !== null && becomes !== subject) identities.set(becomes, key);
  return identities;
}

interface Doer {
  readonly actor: NodeId;
  readonly account: string;
  readonly rights: readonly HeldRight[];
  readonly become: string | null;
}

/** All ways to bind the targets of a power that its doer has the rights for; a target that fails alone is never combined. */
function listBindings(power: StepPower, { graph, bound }: World, { account, rights }: Doer): readonly Bindings[] {
  let all: readonly Bindings[] = [{}];
  for (const target of power.kinds) {
    const own = power.power.needs.filter((need) => {
      const on = need.kind === "act" ? need.on : undefined;
      return (on ?? need.at) === target && (on === undefined || need.at === undefined);
    });
    const fitting = listTargets(graph, account, target).filter((id) => {
      return (
        meetNeeds({ ...power.power, needs: own }, { [target]: id }, { rights, graph, account, bound }) !== undefined
      );
    });
    all = all.flatMap((bindings) => fitting.map((id): Bindings => ({ ...bindings, [target]: id })));
  }
  return all;
}

interface StepPower {
  readonly power: Step["power"];
  readonly kinds: readonly Target[];
}

function listPlaces(stepPower: StepPower, world: World, doer: Doer): readonly StepPlace[] {
  const { account, actor } = doer;
  const facts = world.graph.facts.get(account);
  const { kind } = stepPower.power.effect;
  const bindings = listBindings(stepPower, world, doer);
  if (facts === undefined) return [];
  const names = kind === "createRole" ? listNewNames(world.graph, account, facts.graph) : [null];
  return bindings.flatMap((one) => names.map((newName) => ({ account, actor, bindings: one, newName })));
}

function listPowers({ graph, bound }: World, account: string): readonly StepPower[] {
  const powers = graph.facts.get(account)?.graph.powers ?? [];
  return powers
    .filter(({ effect, assumes }) => effect.kind !== "keep" && (bound === "upper" || assumes === undefined))
    .map((power) => ({ power, kinds: listTargetKinds(power) }));
}

/** Adds the steps that one identity could take, or shorter ways to some that are known. Whether there was any. */
function addStepsOf(doer: Doer, world: World, managed: ReadonlySet<NodeId>): boolean {
  const { graph, steps, bound } = world;
  const { account, rights, become } = doer;
  const openers = listOpeners(world);
  let isChanged = false;
  for (const stepPower of listPowers(world, account)) {
    for (const place of listPlaces(stepPower, world, doer)) {
      const { power } = stepPower;
      if (power.effect.kind === "editRole" && managed.has(place.bindings.role ?? "")) continue;
      const step = createStep(graph, power, place);
      if (step === undefined || step.becomes === world.subject || isAsShort(step.key, become, world)) continue;
      const used = meetNeeds(power, place.bindings, { rights, graph, account, bound });
      if (used === undefined) continue;
      const opened = openers.filter(({ opens }) => opens === place.bindings.scope);
      const isInside = used.every((all) => all.some(({ scope }) => scope === place.bindings.scope));
      const before = [...(become === null ? [] : [become]), ...(isInside ? [] : opened.map(({ key }) => key))];
      const premises = pickPremises([...used, ...listUsedPlacings(graph, power, place)], before, steps);
      isChanged = addStep({ ...step, premises }, steps) || isChanged;
    }
  }
  return isChanged;
}

/** Whether a step is known by a chain that no way through this identity could shorten. */
function isAsShort(key: string, become: string | null, { steps, lengths }: World): boolean {
  if (!steps.has(key)) return false;
  return (lengths.get(key) ?? Number.POSITIVE_INFINITY) <= countBefore(become, lengths) + 1;
}

function countBefore(become: string | null, lengths: ReadonlyMap<string, number>): number {
  return become === null ? 0 : (lengths.get(become) ?? 0);
}

function addStep(step: Step, steps: Map<string, Step>): boolean {
  const chain = closeSteps(step.premises, steps);
  if (chain.some(({ key }) => key === step.key)) return false;
  const known = steps.get(step.key);
  if (known !== undefined && closeSteps([step.key], steps).length <= chain.length + 1) return false;
  steps.set(step.key, step);
  return true;
}

/** The graph after all steps: what they say is added, and the limits that they lift are gone. */
function apply(base: Graph, steps: Steps): Graph {
  const opened = new Set([...steps.values()].map(({ opens }) => opens));
  const kept = base.statements.filter((one) => {
    return one.kind !== "limit" || !base.nodes.resolve(one.scope).nodes.some((node) => opened.has(node));
  });
  return buildGraph([...kept, ...[...steps.values()].flatMap(({ statements }) => statements)], base.facts);
}

/** Who may do everything in an account comes to nothing more by further steps there. */
function hasEverything(rights: readonly HeldRight[], account: string, { graph, bound }: World): boolean {
  const wanted = { account, scope: null, atom: { kind: "anything" } as const };
  return rights.some((right) => covers(right, wanted, { graph, bound }));
}

function listDoers(world: World): readonly Doer[] {
  return [...listIdentities(world)].flatMap(([actor, become]) => {
    const account = world.graph.nodes.get(actor)?.account;
    if (account === undefined) return [];
    return [{ actor, account, become, rights: findEffectiveRights(world.graph, actor)[world.bound] }];
  });
}

/** How many steps it takes to come to everything in each account. What takes as many adds nothing. */
function findLimits(doers: readonly Doer[], world: World): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const { account, rights, become } of doers) {
    for (const right of rights) {
      if (!hasEverything([right], account, world)) continue;
      const premises = pickPremises([[right]], become === null ? [] : [become], world.steps);
      const length = closeSteps(premises, world.steps).length;
      limits.set(account, Math.min(length, limits.get(account) ?? Number.POSITIVE_INFINITY));
    }
  }
  return limits;
}

/** Adds what could be done next. Whether there was anything. */
function addSteps(world: World, managed: ReadonlySet<NodeId>): boolean {
  const doers = listDoers(world);
  const limits = findLimits(doers, world);
  let isChanged = false;
  for (const doer of doers) {
    const limit = limits.get(doer.account) ?? Number.POSITIVE_INFINITY;
    if (countBefore(doer.become, world.lengths) + 1 >= limit) continue;
    isChanged = addStepsOf(doer, world, managed) || isChanged;
  }
  return isChanged;
}

function closeWorld(base: Graph, subject: NodeId, bound: Bound): World {
  const steps = new Map<string, Step>();
  const managed = listManagedRoles(base);
  let graph = base;
  let lengths: ReadonlyMap<string, number> = new Map();
  while (addSteps({ base, graph, steps, lengths, bound, subject }, managed)) {
    graph = apply(base, steps);
    lengths = new Map([...steps.keys()].map((key) => [key, closeSteps([key], steps).length]));
  }
  return { base, graph, steps, lengths, bound, subject };
}

function tellChain(keys: Iterable<string>, { graph, steps }: World): readonly ToldStep[] {
  return closeSteps(keys, steps).map((step, index) => ({
    number: index + 1,
    text: describeStep(graph, step),
    power: step.power.name,
    source: step.power.source,
    assumes: step.power.assumes ?? null,
    about: [step.actor, ...Object.values(step.bindings)],
  }));
}

function listOpeners({ steps }: World): readonly Step[] {
  return [...steps.values()].filter(({ opens }) => opens !== null);
}

/** The rights at scopes that a step opened. */
function listOpened(
  right: HeldRight,
  openers: readonly Step[],
  { graph, bound }: World,
): readonly (readonly [HeldRight, string])[] {
  return openers.flatMap(({ key, opens }) => {
    if (opens === null || right.scope === opens) return [];
    const inside = { ...right, scope: opens };
    return covers(right, inside, { graph, bound }) ? [[inside, key] as const] : [];
  });
}

function listReached(world: World): readonly ReachedRight[] {
  const { base, graph, steps, bound, subject } = world;
  const own = findEffectiveRights(base, subject)[bound];
  const reached = new Map<string, ReachedRight>();
  const openers = listOpeners(world);
  for (const [as, become] of listIdentities(world)) {
    const rights = findEffectiveRights(graph, as)[bound];
    const opened = rights.flatMap((right) => listOpened(right, openers, world));
    const all = [...rights.map((right) => [right, null] as const), ...opened];
    for (const [right, open] of all) {
      if (own.some((one) => covers(one, right, { graph: base, bound }))) continue;
      const before = [become, open].filter((key) => key !== null);
      const chain = tellChain(pickPremises([[right]], before, steps), world);
      const known = reached.get(keyOfRight(right));
      if (known === undefined || chain.length < known.chain.length)
        reached.set(keyOfRight(right), { ...right, as, chain });
    }
  }
  const all = [...reached].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, right]) => right);
  return all.filter((right) => !all.some((other) => isSpared(right, other, world)));
}

/** Whether another right says more in as few steps. */
function isSpared(right: ReachedRight, other: ReachedRight, { base: graph, bound }: World): boolean {
  if (other === right || other.chain.length > right.chain.length) return false;
  return covers(other, right, { graph, bound }) && !covers(right, other, { graph, bound });
}

/**
 * What a subject could come to, by all that it can do with what it has, and so on until nothing is added. Each right has a
 * shortest chain of steps, as long as no two of its steps could share a third one. Left out is what another right covers in
 * as few steps. With `upper`, all that may be counts too.
 */
export function findReachSlowly(graph: Graph, subject: NodeId, bound: Bound = "lower"): Reach {
  const world = closeWorld(graph, subject, bound);
  const rights = listReached(world);
  const identities = [...listIdentities(world)].flatMap(([one, become]) => {
    return become === null ? [] : [{ subject: one, chain: tellChain([become], world) }];
  });
  const assumed = rights.flatMap(({ chain }) => chain.flatMap(({ assumes }) => (assumes === null ? [] : [assumes])));
  return { rights, identities, assumptions: [...new Set(assumed)] };
}
