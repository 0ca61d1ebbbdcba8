import { createHash } from "node:crypto";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { AccessChange } from "../change/access-change.ts";
import type { GivenPolicy, TurnedOff } from "../policy/policy.ts";
import { judgeWaivers } from "../waivers/judge-waivers.ts";
import type { JudgedWaiver } from "../waivers/waiver.ts";
import type { FindingDefinition, FindingPlace, Matter, Severity } from "./definition.ts";
import type { Found, WaivedSubject } from "./found.ts";
import { findingDefinitions } from "./registry.gen.ts";

/** How a subject is known from run to run: by its address, its name or its id. */
function identify(graph: Graph, id: NodeId | null): string {
  const node = id === null ? undefined : graph.nodes.get(id);
  if (node === undefined) return "";
  const { refs, names, account } = node;
  const address = refs.find(({ kind }) => kind === "address")?.text;
  return JSON.stringify([account, address ?? names[0] ?? refs[0]?.text ?? ""]);
}

function nameWaivedSubject(graph: Graph, { subject }: Matter, definition: FindingDefinition): WaivedSubject {
  const node = subject === null ? undefined : graph.nodes.get(subject);
  if (node === undefined) return { text: null, isNeeded: false };
  const ref = (["address", "id"] as const).map((kind) => node.refs.find((one) => one.kind === kind));
  const text = ref.find((one) => one !== undefined)?.text ?? node.names[0] ?? null;
  return { text, isNeeded: definition.isOfAddressAlone !== true };
}

/** A finding before others are known. */
interface Drawn {
  readonly found: Found;
  /** Where others may say the same. */
  readonly places: readonly FindingPlace[];
  /** The policy wants nothing to be told. */
  readonly isOff: boolean;
}

function findGraph({ before, after, reference }: AccessChange, { side = "after" }: Matter): Graph {
  if (side === "before") return before.graph;
  return side === "reference" && reference !== null ? reference.after : after.graph;
}

function createFound(definition: FindingDefinition, matter: Matter, change: AccessChange): Drawn {
  const { code, name } = definition;
  const { address, subject, about = [], message, because, isIntroduced } = matter;
  const graph = findGraph(change, matter);
  const parts = JSON.stringify([code, address, identify(graph, subject), about]);
  const usual = matter.severity ?? definition.severity;
  const chosen = change.policy.policy.severities.get(code) ?? usual;
  const found: Found = {
    code,
    name,
    severity: chosen === "off" ? usual : chosen,
    message,
    fix: matter.fix ?? definition.fix,
    address,
    subject,
    graph,
    because,
    object: matter.object ?? null,
    isIntroduced: isIntroduced || change.drift !== null,
    fingerprint: createHash("sha256").update(parts).digest("hex").slice(0, 16),
    waivedSubject: nameWaivedSubject(graph, matter, definition),
    isWaivable: definition.isAboutDecisions !== true,
    waived: null,
  };
  return { found, places: [{ subject, address }, ...(matter.also ?? [])], isOff: chosen === "off" };
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** The worst first; then in a fixed order. */
export function compareFound(a: Found, b: Found): number {
  const byRank = ranks[a.severity] - ranks[b.severity];
  if (byRank !== 0) return byRank;
  const keys = [a, b].map(({ code, address, fingerprint }) => JSON.stringify([code, address ?? "", fingerprint]));
  return (keys[0] ?? "") < (keys[1] ?? "") ? -1 : Number((keys[0] ?? "") > (keys[1] ?? ""));
}

/**
 * One mistake is one finding: what another one says better about the same place is left out. One that is about no place in
 * particular says it about all.
 */
function dropCovered(all: readonly Drawn[], definitions: readonly FindingDefinition[]): readonly Found[] {
  const placeOf = ({ subject, address }: FindingPlace, code: string): string => {
    return JSON.stringify([code, subject, address]);
  };
  const covered = new Set<string>();
  for (const { code, covers = [] } of definitions) {
    const own = all.filter(({ found }) => found.code === code).flatMap(({ places }) => places);
    for (const place of own) for (const other of covers) covered.add(placeOf(place, other));
  }
  const everywhere = { subject: null, address: null };
  return all
    .map(({ found }) => found)
    .filter((one) => ![one, everywhere].some((place) => covered.has(placeOf(place, one.code))));
}

function drawAll(
  definitions: readonly FindingDefinition[],
  change: AccessChange,
  judged: readonly JudgedWaiver[],
): readonly Drawn[] {
  const all = definitions.flatMap((definition) =>
    definition.find(change, judged).map((matter) => createFound(definition, matter, change)),
  );
  return [...new Map(all.map((one) => [one.found.fingerprint, one])).values()];
}

/** What the policy turns off although it is an error, or was one here. */
function listTurnedOff(
  definitions: readonly FindingDefinition[],
  drawn: readonly Drawn[],
  { policy: { severities } }: GivenPolicy,
): readonly TurnedOff[] {
  return definitions.flatMap(({ code, name, severity }) => {
    if (severities.get(code) !== "off") return [];
    const own = drawn.filter(({ found }) => found.code === code);
    const isError = severity === "error" || own.some(({ found }) => found.severity === "error");
    return isError ? [{ code, name, count: own.length }] : [];
  });
}

/** Whether a finding is told: what was so before, of what only the context has, is not what a review is about. */
function createBesideTest(
  { hasContext, before, after, remarks }: AccessChange,
  definitions: readonly FindingDefinition[],
): (found: Found) => boolean {
  if (!hasContext) return () => true;
  const own = new Set([...before.instances, ...after.instances, ...remarks].map(({ address }) => address));
  const isKept = (one: FindingDefinition): boolean => one.isAboutKnowledge === true || one.isAboutEverybody === true;
  const kept = new Set(definitions.filter(isKept).map(({ code }) => code));
  return ({ code, isIntroduced, address }) => {
    return isIntroduced || kept.has(code) || (address !== null && own.has(address));
  };
}

/** Every finding about a change, the worst first, each once; those that a waiver accepts too. */
export function runFindings(
  change: AccessChange,
  all: readonly FindingDefinition[] = findingDefinitions,
): readonly Found[] {
  const definitions = all.filter(({ tells }) => (change.drift === null ? tells !== "drift" : tells !== undefined));
  const isAboutDecisions = (one: FindingDefinition): boolean => one.isAboutDecisions === true;
  const first = definitions.filter((one) => !isAboutDecisions(one));
  const isTold = createBesideTest(change, first);
  const drawn = drawAll(first, change, []);
  // What is off covers nothing: the others say then what they know.
  const on = drawn.filter(({ isOff }) => !isOff);
  const found = dropCovered(on, first).filter(isTold);
  const { judged, accepted } = judgeWaivers(found, change.waivers, change.at);
  const told = found.map((one) => ({ ...one, waived: accepted.get(one) ?? null }));
  const last = definitions.filter(isAboutDecisions);
  if (last.length === 0) return told.toSorted(compareFound);
  const turnedOff = listTurnedOff(
    first,
    drawn.filter((one) => isTold(one.found)),
    change.policy,
  );
  const decisions = drawAll(last, { ...change, policy: { ...change.policy, turnedOff } }, judged);
  return [...told, ...decisions.map((one) => one.found)].toSorted(compareFound);
}
