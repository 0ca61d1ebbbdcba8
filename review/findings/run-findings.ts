import { createHash } from "node:crypto";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { AccessChange } from "../change/access-change.ts";
import { judgeWaivers } from "../waivers/judge-waivers.ts";
import type { JudgedWaiver } from "../waivers/waiver.ts";
import type { FindingDefinition, Matter, Severity } from "./definition.ts";
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

function createFound(definition: FindingDefinition, matter: Matter, change: AccessChange): Found {
  const { code, name } = definition;
  const { address, subject, about = [], message, because, isIntroduced } = matter;
  const { graph } = change[matter.side ?? "after"];
  const parts = JSON.stringify([code, address, identify(graph, subject), about]);
  return {
    code,
    name,
    severity: matter.severity ?? definition.severity,
    message,
    fix: matter.fix ?? definition.fix,
    address,
    subject,
    graph,
    because,
    isIntroduced,
    fingerprint: createHash("sha256").update(parts).digest("hex").slice(0, 16),
    waivedSubject: nameWaivedSubject(graph, matter, definition),
    isWaivable: definition.isAboutWaivers !== true,
    waived: null,
  };
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
function dropCovered(all: readonly Found[], definitions: readonly FindingDefinition[]): readonly Found[] {
  const placeOf = ({ subject, address }: Pick<Found, "subject" | "address">, code: string): string => {
    return JSON.stringify([code, subject, address]);
  };
  const covered = new Set<string>();
  for (const { code, covers = [] } of definitions) {
    for (const one of all) if (one.code === code) for (const other of covers) covered.add(placeOf(one, other));
  }
  const everywhere = { subject: null, address: null };
  return all.filter((one) => {
    return ![one, everywhere].some((place) => covered.has(placeOf(place, one.code)));
  });
}

function findAll(
  definitions: readonly FindingDefinition[],
  change: AccessChange,
  judged: readonly JudgedWaiver[],
): readonly Found[] {
  const all = definitions.flatMap((definition) =>
    definition.find(change, judged).map((matter) => createFound(definition, matter, change)),
  );
  const each = new Map(all.map((one) => [one.fingerprint, one]));
  return dropCovered([...each.values()], definitions);
}

/** Leaves out what was so before, of what only the context has: that is not what a review is about. */
function dropBeside(
  all: readonly Found[],
  { hasContext, before, after }: AccessChange,
  definitions: readonly FindingDefinition[],
): readonly Found[] {
  if (!hasContext) return all;
  const own = new Set([...before.instances, ...after.instances].map(({ address }) => address));
  const isKept = (one: FindingDefinition): boolean => one.isAboutKnowledge === true || one.isAboutEverybody === true;
  const kept = new Set(definitions.filter(isKept).map(({ code }) => code));
  return all.filter(({ code, isIntroduced, address }) => {
    return isIntroduced || kept.has(code) || (address !== null && own.has(address));
  });
}

/** Every finding about a change, the worst first, each once; those that a waiver accepts too. */
export function runFindings(
  change: AccessChange,
  definitions: readonly FindingDefinition[] = findingDefinitions,
): readonly Found[] {
  const isAboutWaivers = (one: FindingDefinition): boolean => one.isAboutWaivers === true;
  const aboutChange = definitions.filter((one) => !isAboutWaivers(one));
  const found = dropBeside(findAll(aboutChange, change, []), change, definitions);
  const { judged, accepted } = judgeWaivers(found, change.waivers, change.at);
  return [
    ...found.map((one) => ({ ...one, waived: accepted.get(one) ?? null })),
    ...findAll(definitions.filter(isAboutWaivers), change, judged),
  ].toSorted(compareFound);
}
