import { nameNodeOf } from "#access/graph/questions.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { AccessChange } from "../change/access-change.ts";
import { classify, findSubjectNode } from "../drift/classify.ts";
import type { ApartObjects, Drift } from "../drift/drift.ts";
import type { Found } from "../findings/found.ts";
import { findingDefinitions } from "../findings/registry.gen.ts";
import { buildAccessReport } from "./build-report.ts";
import type { DriftCounts, DriftReport, ToldApart, ToldObject } from "./drift-report.ts";
import { tellSubject } from "./tell.ts";

const driftCodes = new Set(findingDefinitions.filter(({ isDrift }) => isDrift === true).map(({ code }) => code));

function tellObject(graph: Graph, instance: Instance): ToldObject {
  const { type, state } = instance;
  const classified = classify(instance);
  const node = findSubjectNode(graph, classified);
  const { id } = state;
  const name = classified.name ?? (node === null ? null : nameNodeOf(graph, node));
  return {
    type,
    id: typeof id === "string" ? id : null,
    name,
    subject: node === null ? null : tellSubject(graph, node),
  };
}

function tellApart(graph: Graph, { builtIn, delegated, asker, foreign, unmanageable }: ApartObjects): ToldApart {
  const tell = (all: readonly Instance[]): readonly ToldObject[] => {
    const told = all.map((one) => tellObject(graph, one));
    const keyed = told.map((one) => ({ one, key: JSON.stringify(one) }));
    return keyed.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ one }) => one);
  };
  return {
    delegated: tell(delegated),
    asker: tell(asker),
    builtIn: builtIn.length,
    foreign: foreign.length,
    unmanageable: unmanageable.length,
  };
}

/** By the codes of what is not accepted. */
function countFound(found: readonly Found[]): DriftCounts {
  const open = found.filter(({ waived }) => waived === null);
  const count = (...codes: readonly string[]): number => open.filter(({ code }) => codes.includes(code)).length;
  const counts = {
    changed: count("LK501"),
    missing: count("LK502"),
    unmanaged: count("LK503", "LK504", "LK505", "LK506"),
    notApplied: count("LK510"),
  };
  const all = open.filter(({ code }) => driftCodes.has(code)).length;
  return { ...counts, other: all - counts.changed - counts.missing - counts.unmanaged };
}

/** Whether code and vendor differ, as far as nobody accepts it. */
export function isDrifted({ counts }: Pick<DriftReport, "counts">): boolean {
  const { changed, missing, unmanaged, other } = counts;
  return changed + missing + unmanaged + other > 0;
}

/** All that a comparison of code and vendor says, in words and in a fixed order. */
export function buildDriftReport(change: AccessChange, drift: Drift, found: readonly Found[]): DriftReport {
  const access = buildAccessReport(change, found);
  const counts = countFound(found);
  const { askedBy, accounts, takenAt, coverage } = drift;
  return {
    format: "latchkey-drift/1",
    inSync: access.complete && !isDrifted({ counts }) && counts.notApplied === 0,
    ...access,
    accounts: accounts.map(({ vendor, endpoint }) => ({ vendor, endpoint })),
    takenAt,
    askedBy: askedBy?.kind === "known" ? askedBy.title : null,
    counts,
    coverage,
    apart: tellApart(change.after.graph, drift.apart),
  };
}
