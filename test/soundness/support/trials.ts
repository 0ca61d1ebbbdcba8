import { findNode } from "#access/graph/graph.ts";
import { buildWorldGraph, Judge, type Judgement } from "./judge.ts";
import { maskWorld, type Masked } from "./masks.ts";
import { createRandom, type Random } from "./random.ts";
import { Site } from "./site.ts";
import type { MadeWorld, Probe, Subject, VendorWorlds } from "./world.ts";

export interface Tally {
  checks: number;
  worlds: number;
  allowed: number;
  /** Of the worlds that are known whole: what the graph answered neither yes nor no although a page tells. */
  undecided: number;
  /** How often each probe was allowed, and how often it was refused. */
  readonly probes: Map<string, { allowed: number; refused: number }>;
  readonly disagreements: string[];
}

export function createTally(): Tally {
  return { checks: 0, worlds: 0, allowed: 0, undecided: 0, probes: new Map(), disagreements: [] };
}

/** By subject, then by probe: whether the mock let it pass. */
type Truth = readonly (readonly boolean[])[];

export async function tryProbe(site: Site, { headers, says }: Pick<Subject, "headers" | "says">, probe: Probe) {
  const answer = await site.ask(headers, probe.request);
  if (answer.status === 401 || answer.status >= 500) {
    throw new Error(`${says}, ${probe.says}: ${answer.status} ${JSON.stringify(answer.json)}`);
  }
  if (probe.isAllowed !== undefined) return probe.isAllowed(answer);
  return !(probe.refused ?? [403]).includes(answer.status);
}

async function findTruth(site: Site, { subjects, probes }: MadeWorld): Promise<Truth> {
  const truth: boolean[][] = [];
  for (const subject of subjects) {
    const row: boolean[] = [];
    for (const probe of probes) row.push(await tryProbe(site, subject, probe));
    truth.push(row);
  }
  return truth;
}

/** What is wrong about a judgement; undefined if nothing is. */
function findFault({ kind, isPossible }: Judgement, isAllowed: boolean, isPartial: boolean): string | undefined {
  if (isAllowed && kind === "no") return "the graph says no";
  if (!isAllowed && kind === "yes") return "the graph says yes";
  return isAllowed && !isPartial && !isPossible ? "the upper bound lacks it" : undefined;
}

interface Compared {
  readonly world: MadeWorld;
  readonly truth: Truth;
  readonly masked: Masked;
  readonly seed: string;
}

function compare(tally: Tally, { world, truth, masked, seed }: Compared): void {
  const isWhole = masked.says.length === 0;
  const graph = buildWorldGraph(masked.instances, masked.isPartial ? [] : world.complete, masked.terms);
  for (const [row, subject] of world.subjects.entries()) {
    const node = findNode(graph, subject.refer(masked.terms));
    if (node === undefined) continue;
    const judge = new Judge(graph, node);
    for (const [column, probe] of world.probes.entries()) {
      const isAllowed = truth[row]?.[column] === true;
      const judgement = judge.judge(probe.needs(masked.terms));
      tally.checks += 1;
      const isOpen = probe.isOpen === true || subject.isPartial === true || subject.isOpen === true;
      if (isWhole && judgement.kind === "unknown" && !isOpen) tally.undecided += 1;
      const fault = findFault(judgement, isAllowed, masked.isPartial || subject.isPartial === true);
      if (fault === undefined) continue;
      const words = `${subject.says}, ${probe.says}: ${isAllowed ? "allowed" : "refused"}, and ${fault}`;
      tally.disagreements.push(`${seed}: ${words} [${masked.says.join("; ")}]`);
    }
  }
}

/** A key works exactly as long as the graph says that its credential does. */
async function checkKeys(site: Site, tally: Tally, { world, seed }: Pick<Compared, "world" | "seed">): Promise<void> {
  const masked = maskWorld(world.instances, 0, createRandom(0));
  const graph = buildWorldGraph(world.instances, [], masked.terms);
  const [probe] = world.probes;
  if (probe === undefined) return;
  for (const { keyId, owner, headers } of world.keys) {
    const node = findNode(graph, masked.terms.ref("principal", owner));
    const all = node === undefined ? [] : (graph.credentials.get(node) ?? []);
    const working = all.some(({ id, expiresAt }) => {
      return id === keyId && (expiresAt === null || Date.parse(String(expiresAt)) > site.clock.now());
    });
    const { status } = await site.ask(headers, probe.request);
    tally.checks += 1;
    if ((status !== 401) === working) continue;
    tally.disagreements.push(`${seed}: key ${keyId} was answered ${status}, and the graph says ${String(working)}`);
  }
}

function count(tally: Tally, { probes }: MadeWorld, truth: Truth): void {
  tally.worlds += 1;
  for (const row of truth) {
    for (const [column, isAllowed] of row.entries()) {
      const kind = probes[column]?.says.split(" of ")[0] ?? "";
      const known = tally.probes.get(kind) ?? { allowed: 0, refused: 0 };
      known[isAllowed ? "allowed" : "refused"] += 1;
      tally.probes.set(kind, known);
      if (isAllowed) tally.allowed += 1;
    }
  }
}

/** Different masks of one world, the first of them none. */
const masksPerWorld = 12;

async function tryWorld(
  site: Site,
  { worlds, tally, seed }: { readonly worlds: VendorWorlds; readonly tally: Tally; readonly seed: number },
): Promise<void> {
  const random: Random = createRandom(seed);
  await site.reset();
  const world = await worlds.create(site, random);
  const truth = await findTruth(site, world);
  count(tally, world, truth);
  const says = `${worlds.vendor}, world ${seed}`;
  await checkKeys(site, tally, { world, seed: says });
  for (let i = 0; i < masksPerWorld; i += 1) {
    const masked = maskWorld(world.instances, i === 0 ? 0 : 1 + random(4), random);
    compare(tally, { world, truth, masked, seed: says });
  }
}

/** Tries worlds until there were so many checks, or until some worlds disagree. */
export async function tryWorlds(worlds: VendorWorlds, checks: number, seed: number): Promise<Tally> {
  const site = await Site.open(worlds);
  const tally = createTally();
  try {
    while (tally.checks < checks && tally.disagreements.length < 20) {
      await tryWorld(site, { worlds, tally, seed: seed + tally.worlds });
    }
  } finally {
    await site.close();
  }
  return tally;
}
