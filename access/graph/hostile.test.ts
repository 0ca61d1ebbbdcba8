import { describe, expect, it } from "vitest";
import type { Statement } from "../model/statements/statement.ts";
import { findDifference } from "./broadening.ts";
import { covers } from "./covering.ts";
import { findEffectiveRights } from "./effective.ts";
import { buildGraph, findNode, type Graph } from "./graph.ts";
import { findReach } from "./reach.ts";
import { cause, coast, holdRole, nameRole, nameSubject, referTo } from "./testing/coast.ts";
import { listFacts, powers } from "./testing/coast-powers.ts";

const facts = listFacts(powers);
const many = 5_000;
const count = <T>(create: (index: number) => T): readonly T[] =>
  Array.from({ length: many }, (_, index) => create(index));

function isInGroup(member: Parameters<typeof referTo>, group: string): Statement {
  return { kind: "inGroup", subject: referTo(...member), group: referTo("group", group), cause };
}

function isWithin(scope: string, parent: string): Statement {
  return { kind: "within", scope: referTo("scope", scope), parent: referTo("scope", parent), cause };
}

function nodeOf(graph: Graph, ...ref: Parameters<typeof referTo>): string {
  return findNode(graph, referTo(...ref)) ?? "";
}

describe("what nobody would write by hand", () => {
  it("groups that are in each other, in a ring", () => {
    const said = [
      nameSubject("account", "ann"),
      nameRole("r1", "light lamp"),
      isInGroup(["principal", "ann"], "g0"),
      ...count((index) => isInGroup(["group", `g${index}`], `g${(index + 1) % many}`)),
      { ...holdRole("ann", "r1"), subject: referTo("group", `g${many - 1}`) } as Statement,
    ];
    const graph = buildGraph(said, facts);
    const { lower } = findEffectiveRights(graph, nodeOf(graph, "principal", "ann"));
    expect(lower.map(({ atom }) => atom.kind)).toEqual(["act"]);
    expect(lower[0]?.paths[0]?.groups).toHaveLength(many);
  });

  it("scopes that are in each other, in a ring, some of them limited", () => {
    const said: readonly Statement[] = [
      ...count((index) => isWithin(`bay/${index}`, `bay/${(index + 1) % many}`)),
      { kind: "limit", scope: referTo("scope", "bay/7"), cause },
    ];
    const graph = buildGraph(said, facts);
    const atom = { kind: "act", action: "light", resource: "lamp", selector: "*" } as const;
    const held = { account: coast, scope: null, atom };
    const reaches = (bay: number): boolean =>
      covers(held, { ...held, scope: nodeOf(graph, "scope", `bay/${bay}`) }, { graph, bound: "lower" });
    expect([7, 6, 8].map(reaches)).toEqual([false, false, false]);
  });

  it("scopes with two parents each, thirty levels deep", () => {
    const levels = Array.from({ length: 30 }, (_, level) => level);
    const said: readonly Statement[] = levels.flatMap((level) =>
      ["a", "b"].flatMap((one) =>
        ["a", "b"].map((other) => isWithin(`bay/${level}${one}`, `bay/${level + 1}${other}`)),
      ),
    );
    const graph = buildGraph([...said, { kind: "limit", scope: referTo("scope", "pier/x"), cause }], facts);
    const held = { account: coast, scope: null, atom: { kind: "everyAct" } } as const;
    const inside = { ...held, scope: nodeOf(graph, "scope", "bay/0a") };
    expect(covers(held, inside, { graph, bound: "lower" })).toBe(true);
  });

  it("a chain of accounts, each of which can act as the next", () => {
    const said = [
      ...count((index) => nameSubject("account", `a${index}`)),
      ...count((index) => nameRole(`r${index}`, "watch gate", `open gate a${index + 1}`)),
      ...count((index) => holdRole(`a${index}`, `r${index}`)),
      nameRole("last", "light lamp deep"),
      holdRole(`a${many - 1}`, "last"),
    ];
    const graph = buildGraph(said, facts);
    const { rights, identities } = findReach(graph, nodeOf(graph, "principal", "a0"));
    expect(identities).toHaveLength(many - 1);
    const deep = rights.find(({ atom }) => atom.kind === "act" && atom.selector === "deep");
    expect(deep?.chain).toHaveLength(many - 1);
    expect(deep?.chain.at(-1)?.text).toBe(`a${many - 2} takes the lantern of a${many - 1}`);
  });

  it("50,000 keys of one account, on both sides", () => {
    const keys = Array.from({ length: 50_000 }, (_, index): Statement => ({
      kind: "credential",
      subject: referTo("principal", "ann"),
      id: `k${index}`,
      name: `k${index}`,
      form: "key",
      expiresAt: null,
      audience: null,
      isSealed: false,
      overlap: null,
      hasSecret: true,
      cause,
    }));
    const before = buildGraph([nameSubject("account", "ann"), ...keys], facts);
    const after = buildGraph([nameSubject("account", "ann"), ...keys.toReversed()], facts);
    expect(findDifference(before, after, { at: "2027-01-01T00:00:00Z" })).toMatchObject({ verdict: "neither" });
  });

  it("groups and members none of which is known", () => {
    const unknown = { account: coast, kind: "unknown" } as const;
    const said = count((index): readonly Statement[] => [
      nameSubject("account", `a${index}`),
      nameSubject("group", `g${index}`),
      { kind: "inGroup", subject: referTo("principal", `a${index}`), group: { ...unknown, space: "group" }, cause },
      { kind: "inGroup", subject: { ...unknown, space: "principal" }, group: referTo("group", `g${index}`), cause },
    ]).flat();
    const graph = buildGraph(said, facts);
    const { lower, upper } = findEffectiveRights(graph, nodeOf(graph, "principal", "a0"));
    expect(lower).toEqual([]);
    expect(upper.map(({ atom }) => atom.kind)).toContain("anything");
  });
});
