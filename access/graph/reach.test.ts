import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Statement } from "../model/statements/statement.ts";
import { coversTogether } from "./covering.ts";
import { findEffectiveRights } from "./effective.ts";
import { buildGraph, findNode } from "./graph.ts";
import { findReach } from "./reach.ts";
import { listFacts, powers } from "./testing/coast-powers.ts";
import { addition, world } from "./testing/arbitraries.ts";
import { cause, hold, holdRole, nameRole, nameSubject, placeScope, referTo } from "./testing/coast.ts";

const facts = listFacts(powers);

function reachOf(statements: readonly Statement[], bound: "lower" | "upper" = "lower") {
  const graph = buildGraph(statements, facts);
  const reach = findReach(graph, findNode(graph, referTo("principal", "ann")) ?? "", bound);
  const told = reach.rights.map(({ atom, chain }) => {
    const what = atom.kind === "act" ? `${atom.action} ${atom.resource} ${atom.selector}` : atom.kind;
    return [what, ...chain.map(({ text }) => text)];
  });
  return { ...reach, told };
}

const people = ["ann", "ben", "cai"].map((name) => nameSubject("account", name));

describe("what a subject could come to", () => {
  it("is nothing where a conjunction is met by no single identity", () => {
    const split = [nameRole("half", "watch gate"), nameRole("rest", "open gate ben"), nameRole("big", "light gate *")];
    const apart = [...people, ...split, holdRole("ann", "half"), holdRole("ben", "big"), holdRole("cai", "rest")];
    expect(reachOf(apart).told).toEqual([]);
    expect(reachOf([...apart, holdRole("ann", "rest")]).told).toEqual([
      ["light gate *", "ann takes the lantern of ben"],
    ]);
  });

  it("goes through whoever it acts as, in numbered steps", () => {
    const said = [
      ...people,
      nameRole("first", "watch gate", "open gate ben"),
      nameRole("second", "watch gate", "open gate cai"),
      nameRole("third", "light lamp deep"),
      holdRole("ann", "first"),
      holdRole("ben", "second"),
      holdRole("cai", "third"),
    ];
    expect(reachOf(said).told).toContainEqual([
      "light lamp deep",
      "ann takes the lantern of ben",
      "ben takes the lantern of cai",
    ]);
  });

  it("has the shortest chain, though a longer one is found as soon", () => {
    const said = [
      ...people,
      nameRole("first", "watch gate", "open gate ben", "open gate cai"),
      nameRole("second", "watch gate", "open gate cai"),
      nameRole("third", "light lamp deep"),
      holdRole("ann", "first"),
      holdRole("ben", "second"),
      holdRole("cai", "third"),
    ];
    expect(reachOf(said).told).toContainEqual(["light lamp deep", "ann takes the lantern of cai"]);
  });

  it("includes roles that one can give to oneself", () => {
    const said = [
      ...people,
      nameRole("giver", "open gate ann", "light lamp big"),
      nameRole("big", "light gate a"),
      holdRole("ann", "giver"),
    ];
    expect(reachOf(said).told).toEqual([["light gate a", "ann gives big to ann"]]);
  });

  it("includes every permission for who edits a role of its own, but no standing", () => {
    const said = [...people, nameRole("own", "open lamp own"), holdRole("ann", "own")];
    const { told } = reachOf(said);
    expect(told).toContainEqual(["everyAct", "ann rewrites own"]);
    expect(told.map(([what]) => what)).not.toContain("standing");
  });

  it("leaves managed roles as they are", () => {
    const managed = { ...nameRole("own", "open lamp own"), isManaged: true } as Statement;
    expect(reachOf([...people, managed, holdRole("ann", "own")]).told).toEqual([]);
  });

  it("takes a name for a power over whatever may bear it later", () => {
    const waiting = nameRole("waiting", "open gate ann", "light lamp ops", "watch lamp");
    expect(reachOf([...people, waiting, holdRole("ann", "waiting")]).told).toContainEqual([
      "everyAct",
      "ann writes ops",
      "ann gives ops to ann",
    ]);
    const other = nameRole("other", "open gate ann", "watch lamp");
    expect(reachOf([...people, other, holdRole("ann", "other")]).told).toEqual([]);
  });

  it("reaches into a scope whose limit it can lift", () => {
    const pier = referTo("scope", "pier/north");
    const said: readonly Statement[] = [
      ...people,
      ...placeScope("pier/north"),
      nameRole("lamps", "light lamp"),
      nameRole("locks", "light gate"),
      holdRole("ann", "lamps"),
      hold(referTo("principal", "ann"), { kind: "role", role: referTo("role", "locks") }, pier),
      { kind: "limit", scope: pier, cause },
    ];
    expect(reachOf(said).told).toEqual([["light lamp *", "ann unlocks pier/north"]]);
  });

  it("counts what rests on an assumption as possible only", () => {
    const said = [
      ...people,
      nameSubject("member", "dee"),
      nameRole("big", "light gate a"),
      holdRole("dee", "big"),
      hold(referTo("principal", "ann"), { kind: "standing", standing: "guest" }),
    ];
    expect(reachOf(said).told).toEqual([]);
    const { told, assumptions } = reachOf(said, "upper");
    expect(told).toEqual([["light gate a", "ann signs in as dee"]]);
    expect(assumptions).toEqual(["the harbor is asleep"]);
  });

  it("never shrinks by a further statement", () => {
    fc.assert(
      fc.property(world, addition, (statements, further) => {
        const before = reachOf(statements);
        const graph = buildGraph([...statements, further], facts);
        const ann = findNode(graph, referTo("principal", "ann")) ?? "";
        const after = [...findReach(graph, ann).rights, ...findEffectiveRights(graph, ann).lower];
        const known = before.rights.filter(({ atom }) => atom.kind !== "opaque");
        for (const right of known) expect(coversTogether(after, right, { graph, bound: "lower" })).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("is wider as an upper bound than as a lower one", () => {
    fc.assert(
      fc.property(world, (statements) => {
        const graph = buildGraph(statements, facts);
        const ann = findNode(graph, referTo("principal", "ann")) ?? "";
        const upper = [...findReach(graph, ann, "upper").rights, ...findEffectiveRights(graph, ann).upper];
        for (const right of findReach(graph, ann).rights) {
          expect(coversTogether(upper, right, { graph, bound: "upper" })).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
