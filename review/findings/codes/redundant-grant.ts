import { covers } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight, type Path } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import type { Cause } from "#access/model/statements/instance.ts";
import type { AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

/** A role that one line of code gives to one subject. */
interface Given {
  readonly subject: NodeId;
  readonly role: NodeId;
  readonly cause: Cause;
  readonly until: string | null;
}

function isBy({ role, cause }: Given, path: Path): boolean {
  return path.role === role && path.given.at(-1) === cause;
}

/** Whether a way to a right lasts as long as what is given. */
function lastsAsLong({ until }: Path, given: Given): boolean {
  if (until === null) return true;
  return given.until !== null && Date.parse(until) >= Date.parse(given.until);
}

/** What code gives to a subject itself, and certainly; what is new last, so that it is the one that adds nothing. */
function listGiven({ holdings }: Graph, subject: NodeId): readonly Given[] {
  return (holdings.get(subject) ?? [])
    .flatMap(({ roles: [role], isCertain, cause, until }): readonly Given[] => {
      if (role === undefined || !isCertain || cause.presence !== "managed") return [];
      return [{ subject, role, cause, until }];
    })
    .toSorted((a, b) => Number(a.cause.happening === "created") - Number(b.cause.happening === "created"));
}

interface Redundant {
  readonly given: Given;
  readonly by: Path;
}

interface Held {
  readonly graph: Graph;
  readonly rights: readonly HeldRight[];
  /** What is told already, and gives nothing to build on. */
  readonly skipped: readonly Given[];
}

/** The way to all that is given which is there without it, if there is one. */
function findOtherWay(given: Given, { graph, rights, skipped }: Held): Path | undefined {
  const own = rights.filter(({ paths }) => paths.some((path) => isBy(given, path)));
  const others = rights.flatMap((right) => {
    const ways = right.paths.filter((path) => {
      return lastsAsLong(path, given) && ![given, ...skipped].some((one) => isBy(one, path));
    });
    return ways.map((way) => ({ right, way }));
  });
  const found = own.map((right) => others.find((one) => covers(one.right, right, { graph, bound: "lower" })));
  return found.every((one) => one !== undefined) ? found[0]?.way : undefined;
}

function listRedundant({ graph }: AccessSide): readonly Redundant[] {
  return listSubjects(graph).flatMap((subject) => {
    const all = listGiven(graph, subject);
    const isAlone = all.length === 1 && (graph.groups.get(subject) ?? []).length === 0;
    if (all.length === 0 || isAlone) return [];
    const { lower, upper } = findEffectiveRights(graph, subject);
    const found: Redundant[] = [];
    for (const given of all.toReversed()) {
      const count = (rights: readonly HeldRight[]): number =>
        rights.filter(({ paths }) => paths.some((path) => isBy(given, path))).length;
      // What it may give beside is not known.
      if (count(lower) !== count(upper)) continue;
      const skipped = found.map((one) => one.given);
      const by = findOtherWay(given, { graph, rights: lower, skipped });
      if (by !== undefined) found.push({ given, by });
    }
    return found;
  });
}

function keyOf({ given: { subject, role, cause } }: Redundant): string {
  return JSON.stringify([subject, role, cause.address]);
}

function nameWay(graph: Graph, { groups: [group], role }: Path): string {
  const parts = [
    ...(group === undefined ? [] : [`the group ${nameNodeOf(graph, group)}`]),
    ...(role === null ? [] : [`the role ${nameNodeOf(graph, role)}`]),
  ];
  return parts.length === 0 ? "something else" : parts.join(" and ");
}

export const finding = defineFinding({
  code: "LK406",
  name: "redundant-grant",
  severity: "note",
  score: null,
  summary: "A role gives nothing that its holder does not have anyway",
  explanation:
    "Whoever takes it away later takes away nothing, and may not notice it. What ends earlier does not count: a role for a week is no reason to drop one for good.",
  fix: "Take it out, or the other one.",
  find({ before, after }) {
    const known = new Set(listRedundant(before).map(keyOf));
    return listRedundant(after).map((one) => {
      const { subject, role, cause } = one.given;
      const { graph } = after;
      return {
        subject,
        address: cause.address,
        about: [nameNodeOf(graph, role)],
        message: `${nameSubject(graph, subject)} has all that the role ${nameNodeOf(graph, role)} permits already, by ${nameWay(graph, one.by)}.`,
        because: [cause, ...one.by.given],
        isIntroduced: !known.has(keyOf(one)),
      };
    });
  },
});
