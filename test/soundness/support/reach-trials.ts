import { type Bound, coversTogether } from "#access/graph/covering.ts";
import { findEffectiveRights } from "#access/graph/effective.ts";
import { findNode, type Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { findReach } from "#access/graph/reach.ts";
import { keyOfRef } from "#access/model/statements/ref.ts";
import type { Right } from "#access/model/statements/right.ts";
import { explore, type Reached } from "./explore.ts";
import { buildWorldGraph } from "./judge.ts";
import { type Masked, maskWorld } from "./masks.ts";
import { createRandom, shuffle } from "./random.ts";
import { Site } from "./site.ts";
import type { Asked, ReachWorld, Subject, VendorWorlds } from "./world.ts";

export interface ReachTally {
  checks: number;
  worlds: number;
  attempts: number;
  /** How often somebody came to something that it could not do before. */
  gains: number;
  readonly disagreements: string[];
}

/** What a graph says that a subject could come to. */
class Closure {
  readonly identities: ReadonlySet<NodeId>;
  readonly #rights: readonly Right[];
  readonly #graph: Graph;
  readonly #bound: Bound;

  constructor(graph: Graph, subject: NodeId, bound: Bound) {
    const { rights, identities } = findReach(graph, subject, bound);
    this.identities = new Set(identities.map((one) => one.subject));
    this.#rights = [...findEffectiveRights(graph, subject)[bound], ...rights];
    this.#graph = graph;
    this.#bound = bound;
  }

  /** Whoever may come to anything, or to what nobody could look up, may come to this. */
  get isOpen(): boolean {
    return this.#rights.some(
      ({ atom, scope }) => atom.kind === "opaque" || (atom.kind === "anything" && scope === null),
    );
  }

  get hasEverything(): boolean {
    const account = this.#rights[0]?.account ?? "";
    const atom = { kind: "standing", standing: "(any)" } as const;
    return this.isOpen || coversTogether(this.#rights, { account, scope: null, atom }, this);
  }

  get graph(): Graph {
    return this.#graph;
  }

  get bound(): Bound {
    return this.#bound;
  }

  contains({ atom, scope }: Asked, account: string): boolean {
    const node = scope === null ? null : (findNode(this.#graph, scope) ?? keyOfRef(scope));
    return coversTogether(this.#rights, { account, atom, scope: node }, this);
  }
}

interface Compared {
  readonly world: ReachWorld;
  readonly subject: Subject;
  readonly before: readonly boolean[];
  readonly reached: Reached;
  readonly masked: Masked;
}

/** Everything that is wrong about what a graph says of one subject. */
function findFaults(tally: ReachTally, { world, subject, reached, masked }: Compared): readonly string[] {
  const { terms, isPartial } = masked;
  const graph = buildWorldGraph(masked.instances, [], terms);
  const node = findNode(graph, subject.refer(terms));
  if (node === undefined) return [];
  const lower = new Closure(graph, node, "lower");
  const upper = new Closure(graph, node, "upper");
  const faults: string[] = [];
  for (const [index, probe] of world.probes.entries()) {
    const needs = probe.needs(terms);
    const isReached = reached.allowed[index] === true;
    tally.checks += 2;
    // One identity must have all that a request takes: what several have together tells nothing.
    const isSure = needs.length === 1 && needs.every((need) => lower.contains(need, terms.account));
    if (isSure && !isReached) faults.push(`${probe.says}: the graph says that it can be come to`);
    const isPossible = upper.isOpen || needs.every((need) => upper.contains(need, terms.account));
    if (isReached && !isPossible && !isPartial && subject.isPartial !== true)
      faults.push(`${probe.says}: it was come to, and the upper bound lacks it`);
  }
  return [...faults, ...compareIdentities(tally, { reached, masked, lower, upper, subject })];
}

interface Closures extends Pick<Compared, "reached" | "masked" | "subject"> {
  readonly lower: Closure;
  readonly upper: Closure;
}

function compareIdentities(tally: ReachTally, { reached, masked, lower, upper, subject }: Closures): readonly string[] {
  const real = new Set([...reached.identities].map((name) => keyOfRef(masked.terms.ref("principal", name))));
  const faults: string[] = [];
  for (const node of lower.identities) {
    tally.checks += 1;
    // What exists only once a step was taken has no id yet.
    if (real.has(node) || node.includes("(")) continue;
    faults.push(`the graph says that it can act as ${node}`);
  }
  // Who can come to everything needs no further steps.
  if (upper.hasEverything || masked.isPartial || subject.isPartial === true) return faults;
  for (const node of real) {
    tally.checks += 1;
    const isKnown = upper.identities.has(node) || lower.graph.nodes.get(node) === undefined;
    if (isKnown || node === keyOfRef(subject.refer(masked.terms))) continue;
    faults.push(`it could act as ${node}, and the upper bound lacks it`);
  }
  return faults;
}

const masksPerSubject = 3;

/** Many worlds tell more than many subjects of one. */
const subjectsPerWorld = 3;

async function tryWorld(
  site: Site,
  { worlds, tally, seed }: { readonly worlds: VendorWorlds; readonly tally: ReachTally; readonly seed: number },
): Promise<void> {
  const random = createRandom(seed);
  await site.reset();
  const world = await worlds.createForReach(site, random);
  const start = await site.world.snapshot();
  const masks = Array.from({ length: masksPerSubject }, (_, index) =>
    maskWorld(world.instances, index === 0 ? 0 : 1 + random(3), random),
  );
  tally.worlds += 1;
  for (const subject of shuffle(world.subjects, random).slice(0, subjectsPerWorld)) {
    await site.world.restore(start);
    const { text: name } = subject.refer(maskWorld(world.instances, 0, random).terms);
    const idle = { ...world, listMoves: () => Promise.resolve([]) };
    const { allowed: before } = await explore(site, idle, { name, headers: subject.headers });
    const reached = await explore(site, world, { name, headers: subject.headers });
    tally.attempts += reached.attempts;
    tally.gains += reached.allowed.filter((isAllowed, index) => isAllowed && before[index] !== true).length;
    for (const masked of masks) {
      for (const fault of findFaults(tally, { world, subject, before, reached, masked })) {
        tally.disagreements.push(
          `${worlds.vendor}, world ${seed}: ${subject.says}: ${fault} [${masked.says.join("; ")}]`,
        );
      }
    }
  }
}

/** Tries worlds until there were so many checks, or until some worlds disagree. */
export async function tryReach(worlds: VendorWorlds, checks: number, seed: number): Promise<ReachTally> {
  const site = await Site.open(worlds);
  const tally: ReachTally = { checks: 0, worlds: 0, attempts: 0, gains: 0, disagreements: [] };
  try {
    while (tally.checks < checks && tally.disagreements.length < 10) {
      await tryWorld(site, { worlds, tally, seed: seed + tally.worlds });
    }
  } finally {
    await site.close();
  }
  return tally;
}
