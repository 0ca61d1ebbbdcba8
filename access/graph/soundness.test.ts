import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import { isExact, type Ref, type Space } from "../model/statements/ref.ts";
import type { Right } from "../model/statements/right.ts";
import type { Statement } from "../model/statements/statement.ts";
import { type Bound, coversTogether } from "./covering.ts";
import { findEffectiveRights } from "./effective.ts";
import { buildGraph, findNode, type Graph } from "./graph.ts";
import { limitedWorld, scopeIds } from "./testing/arbitraries.ts";
import { cause, coast, coastFacts, nameRole, referTo } from "./testing/coast.ts";

const facts = new Map([[coast, coastFacts]]);

function isKnownRef(ref: Ref | null): boolean {
  return ref === null || isExact(ref);
}

/** Statements of which nothing is in doubt. */
function isKnownStatement(statement: Statement): boolean {
  if (statement.isCertain === false) return false;
  switch (statement.kind) {
    case "holds": {
      const { subject, grant, place } = statement;
      if (grant.kind === "anyRole" || (grant.kind === "level" && grant.level === unknown)) return false;
      if (grant.kind === "permissions" && grant.permissions === unknown) return false;
      return [subject, place, grant.kind === "role" ? grant.role : null].every(isKnownRef);
    }
    case "inGroup":
      return isKnownRef(statement.subject) && isKnownRef(statement.group);
    case "limit":
      return isKnownRef(statement.scope);
    default:
      return true;
  }
}

const doubt = fc.constantFrom("none", "none", "uncertain", "unknown", "oneOf", "subject", "place");
type Doubt = "none" | "uncertain" | "unknown" | "oneOf" | "subject" | "place";

function forget(space: Space): Ref {
  return { account: coast, space, kind: "unknown" };
}

function confuse(ref: Ref, other: string): Ref {
  if (!isExact(ref)) return ref;
  return { account: coast, space: ref.space, kind: "oneOf", refs: [ref, referTo(ref.space, other)] };
}

/** The same statement with less known about it. */
function mask(statement: Statement, how: Doubt): Statement {
  if (how === "none") return statement;
  switch (statement.kind) {
    case "holds": {
      const { grant } = statement;
      if (how === "subject") return { ...statement, subject: forget(statement.subject.space) };
      if (how === "place") return { ...statement, place: forget("scope") };
      if (how === "uncertain") return { ...statement, isCertain: false };
      if (grant.kind === "permissions") return { ...statement, grant: { ...grant, permissions: unknown } };
      if (grant.kind === "level") return { ...statement, grant: { ...grant, level: unknown } };
      if (grant.kind !== "role") return statement;
      return {
        ...statement,
        grant: { kind: "role", role: how === "oneOf" ? confuse(grant.role, "r2") : forget("role") },
      };
    }
    case "role":
      return statement.permissions === null || how !== "unknown" ? statement : { ...statement, permissions: unknown };
    case "inGroup":
      if (how === "uncertain") return { ...statement, isCertain: false };
      return { ...statement, group: how === "oneOf" ? confuse(statement.group, "dock") : forget("group") };
    case "limit":
      if (how === "uncertain") return { ...statement, isCertain: false };
      return { ...statement, scope: how === "oneOf" ? confuse(statement.scope, "bay/gray") : forget("scope") };
    default:
      return statement;
  }
}

/** What somebody may do at each place there is. */
function listEverywhere(graph: Graph, subject: string, bound: Bound): readonly Right[] {
  const node = findNode(graph, referTo("principal", subject)) ?? "";
  const rights = findEffectiveRights(graph, node)[bound];
  const scopes = [null, ...scopeIds.map((id) => findNode(graph, referTo("scope", id)) ?? "")];
  const places = rights.flatMap((right) => scopes.map((scope) => ({ account: coast, atom: right.atom, scope })));
  return [...rights, ...places].filter((right) => coversTogether(rights, right, { graph, bound }));
}

const masked = limitedWorld
  .map((statements) => statements.filter(isKnownStatement))
  .chain((known) =>
    fc.tuple(fc.constant(known), fc.array(doubt, { minLength: known.length, maxLength: known.length })),
  );

describe("bounds", () => {
  it("hold between them what is so, however little of it is known", () => {
    fc.assert(
      fc.property(masked, fc.constantFrom("ann", "ben"), ([known, doubts], subject) => {
        // Roles without a statement are riddles in both worlds: here all are read.
        const all = [...known, ...["r1", "r2", "r3"].map((name) => nameRole(name, "light lamp a"))];
        const truth = buildGraph(all, facts);
        const less = buildGraph(
          all.map((one, index) => mask(one, doubts[index] ?? "none")),
          facts,
        );
        const [least, most] = (["lower", "upper"] as const).map((bound) => listEverywhere(truth, subject, bound));
        const node = findNode(less, referTo("principal", subject)) ?? "";
        const { upper } = findEffectiveRights(less, node);
        for (const right of least ?? [])
          expect(coversTogether(upper, right, { graph: less, bound: "upper" })).toBe(true);
        for (const right of listEverywhere(less, subject, "lower")) {
          expect(coversTogether(most ?? [], right, { graph: truth, bound: "upper" })).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("what a vendor answered", () => {
  const known: Statement = { ...nameRole("r1", "open gate"), basis: "facts", isManaged: true } as Statement;
  const tell = (said: readonly Statement[]): readonly string[] => {
    const grant = { kind: "role", role: referTo("role", "r1") } as const;
    const holds: Statement = {
      kind: "holds",
      subject: referTo("principal", "ann"),
      grant,
      place: null,
      reason: null,
      until: null,
      cause,
    };
    const graph = buildGraph([...said, holds], facts);
    const { lower } = findEffectiveRights(graph, findNode(graph, referTo("principal", "ann")) ?? "");
    return lower.map(({ atom }) => (atom.kind === "act" ? atom.action : atom.kind));
  };

  it("goes before what its facts say of a role", () => {
    expect(tell([known])).toEqual(["open"]);
    expect(tell([known, nameRole("r1", "light lamp")])).toEqual(["light"]);
  });

  it("leaves neither certain while it is not known", () => {
    expect(tell([known, { ...nameRole("r1"), permissions: unknown } as Statement])).toEqual([]);
  });
});
