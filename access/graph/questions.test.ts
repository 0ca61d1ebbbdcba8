import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import type { Relation, Statement } from "../model/statements/statement.ts";
import { buildGraph, findNode, type Graph } from "./graph.ts";
import { findAnswer, findHolders, listRights } from "./questions.ts";
import { atom, limitedWorld } from "./testing/arbitraries.ts";
import { cause, coast, coastFacts, holdRole, nameRole, nameSubject, placeScope, referTo } from "./testing/coast.ts";

const facts = new Map([[coast, coastFacts]]);
const light = { kind: "act", action: "light", resource: "lamp", selector: "*" } as const;
const people = ["ann", "ben"].map((name) => nameSubject("account", name));

function knowAll(relation: Relation | "subjects", subject?: string): Statement {
  const of = subject === undefined ? null : referTo("principal", subject);
  return { kind: "complete", account: coast, subject: of, relation, cause };
}

function ask(statements: readonly Statement[], subject = "ann") {
  const graph = buildGraph([...people, ...statements], facts);
  return findAnswer(graph, { subject: findNode(graph, referTo("principal", subject)) ?? "", atom: light });
}

/** A role that the vendor's facts know, and that a look-up in a stack has yet to read. */
function lookUp(isInferred: boolean): readonly Statement[] {
  const known = nameRole("keeper-of-lamps", "light lamp");
  const role = { ...known, kind: "role", basis: "facts", isInferred } as Extract<Statement, { kind: "role" }>;
  const address = "data.coast_role.lamps";
  const unread: Statement = {
    ...role,
    basis: "stated",
    isInferred: false,
    permissions: unknown,
    cause: { ...cause, presence: "data", address, attribute: "permissions" },
  };
  return [role, unread, holdRole("ann", "keeper-of-lamps")];
}

describe("a role that is yet to be looked up", () => {
  it("grants what the vendor documents, and nothing else", () => {
    expect(ask(lookUp(false)).kind).toBe("yes");
    const all = [...lookUp(false), knowAll("roles"), knowAll("groups")];
    const graph = buildGraph([...people, ...all], facts);
    const ann = findNode(graph, referTo("principal", "ann")) ?? "";
    expect(findAnswer(graph, { subject: ann, atom: { ...light, resource: "gate" } })).toEqual({ kind: "no" });
  });

  it("grants nothing for certain where that is our own conclusion, and the answer names the role", () => {
    const answer = ask([...lookUp(true), knowAll("roles"), knowAll("groups")]);
    expect(answer).toMatchObject({ kind: "unknown" });
    expect(answer.kind === "unknown" ? answer.missing : []).toContain(
      "What the role keeper-of-lamps grants is not known until data.coast_role.lamps is read: ask a plan or a state.",
    );
  });
});

describe("what is missing", () => {
  it("has the reason that the source gives", () => {
    const doubt = "a plan does not say what `local.x` is";
    const held = holdRole("ann", "r1");
    const said: Statement = {
      ...held,
      kind: "holds",
      grant: { kind: "role", role: { account: coast, space: "role", kind: "unknown" } },
      cause: { ...cause, address: "beacon.ann", attribute: "roleIds", doubt },
    } as Statement;
    expect(ask([said])).toMatchObject({
      kind: "unknown",
      missing: expect.arrayContaining([`What beacon.ann (role_ids) gives is not known: ${doubt}.`]),
    });
  });
});

describe("whether a subject can", () => {
  it("is yes with its causes", () => {
    const answer = ask([nameRole("r1", "light lamp"), holdRole("ann", "r1")]);
    expect(answer).toMatchObject({ kind: "yes", through: [{ paths: [{ causes: [cause, cause] }] }] });
  });

  it("is yes where all that a wildcard lists is held", () => {
    const graph = buildGraph(
      [...people, nameRole("r1", "light lamp", "open lamp", "watch lamp"), holdRole("ann", "r1")],
      facts,
    );
    const ann = findNode(graph, referTo("principal", "ann")) ?? "";
    expect(findAnswer(graph, { subject: ann, atom: { ...light, action: "all" } }).kind).toBe("yes");
  });

  it("is never no unless everything that could allow it is known", () => {
    expect(ask([])).toMatchObject({
      kind: "unknown",
      missing: ["Whether ann has other roles is not known.", "Whether ann has other groups is not known."],
    });
    expect(ask([knowAll("roles", "ann")])).toMatchObject({
      kind: "unknown",
      missing: ["Whether ann has other groups is not known."],
    });
    expect(ask([knowAll("roles", "ann"), knowAll("groups")])).toEqual({ kind: "no" });
  });

  it("asks for the roles of each group on the way", () => {
    const inGroup: Statement = {
      kind: "inGroup",
      subject: referTo("principal", "ann"),
      group: referTo("group", "dock"),
      cause,
    };
    const said = [knowAll("roles", "ann"), knowAll("groups", "ann"), nameSubject("group", "dock"), inGroup];
    expect(ask(said)).toMatchObject({ kind: "unknown", missing: ["Whether dock has other roles is not known."] });
  });

  it("is unknown where a role could not be read", () => {
    const said = [knowAll("roles"), knowAll("groups"), holdRole("ann", "r9")];
    expect(ask(said)).toMatchObject({ kind: "unknown", missing: ["What r9 grants is not known."] });
  });

  it("is asked at a scope, or anywhere", () => {
    const pier = referTo("scope", "pier/north");
    const said = [...people, ...placeScope("pier/north"), nameRole("r1", "light lamp"), holdRole("ann", "r1", pier)];
    const graph = buildGraph([...said, knowAll("roles"), knowAll("groups")], facts);
    const [subject, scope] = [referTo("principal", "ann"), pier].map((ref) => findNode(graph, ref) ?? "");
    const answerAt = (at: { readonly scope?: string | null }) =>
      findAnswer(graph, { subject: subject ?? "", atom: light, ...at }).kind;
    expect(answerAt({})).toBe("yes");
    expect(answerAt({ scope: scope ?? "" })).toBe("yes");
    expect(answerAt({ scope: null })).toBe("no");
  });

  it("is yes only for what is certain, and no only for what is impossible", () => {
    fc.assert(
      fc.property(limitedWorld, atom, (statements, wanted) => {
        const graph: Graph = buildGraph([...statements, knowAll("roles"), knowAll("groups")], facts);
        const subject = findNode(graph, referTo("principal", "ann")) ?? "";
        const answer = findAnswer(graph, { subject, atom: wanted, scope: null });
        const { certain, possible } = listRights(graph, subject);
        if (answer.kind === "yes") expect(certain.length).toBeGreaterThan(0);
        if (answer.kind === "no")
          expect(
            possible
              .filter(({ atom: one }) => one.kind === "anything" || one.kind === "opaque")
              .filter(({ scope }) => scope === null),
          ).toEqual([]);
      }),
    );
  });
});

describe("who can", () => {
  it("are the certain ones, the possible ones, and whether nobody can be missing", () => {
    const graph = buildGraph(
      [...people, nameRole("r1", "light lamp"), holdRole("ann", "r1"), knowAll("subjects")],
      facts,
    );
    const { certain, possible, isComplete } = findHolders(graph, { account: coast, atom: light });
    expect(certain.map(({ subject }) => graph.nodes.get(subject)?.names)).toEqual([["ann"]]);
    expect(possible.map(({ subject }) => graph.nodes.get(subject)?.names)).toEqual([["ben"]]);
    expect(isComplete).toBe(true);
  });
});
