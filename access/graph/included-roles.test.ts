import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import type { Statement } from "../model/statements/statement.ts";
import { findEffectiveRights } from "./effective.ts";
import { buildGraph, findNode } from "./graph.ts";
import { cause, coast, coastFacts, holdRole, nameRole, referTo } from "./testing/coast.ts";

const facts = new Map([[coast, coastFacts]]);

function include(role: string, other: string): Statement {
  return { kind: "includes", role: referTo("role", role), other: referTo("role", other), cause };
}

function listActs(said: readonly Statement[], bound: "lower" | "upper"): readonly string[] {
  const graph = buildGraph([...said, holdRole("ann", "r1")], facts);
  const rights = findEffectiveRights(graph, findNode(graph, referTo("principal", "ann")) ?? "");
  return rights[bound].map(({ atom }) => (atom.kind === "act" ? `${atom.action} ${atom.resource}` : atom.kind)).sort();
}

describe("a role that includes another one", () => {
  it("grants what that one grants, and what it includes in turn", () => {
    const said = [
      nameRole("r1", "light lamp"),
      nameRole("r2", "open gate"),
      nameRole("r3", "watch lamp"),
      include("r1", "r2"),
      include("r2", "r3"),
    ];
    expect(listActs(said, "lower")).toEqual(["light lamp", "open gate", "watch lamp"]);
  });

  it("may include itself in the end", () => {
    const said = [nameRole("r1", "light lamp"), nameRole("r2", "open gate"), include("r1", "r2"), include("r2", "r1")];
    expect(listActs(said, "lower")).toEqual(["light lamp", "open gate"]);
  });

  it("means the vendor's own role by its name, whatever others are called", () => {
    const named = { account: coast, space: "role", kind: "name", text: "r2" } as const;
    const own = { ...nameRole("r2", "open gate"), isManaged: true, is: [named] } as Statement;
    const other = { ...nameRole("r9", "watch lamp"), is: [referTo("role", "r9"), named], name: "r2" } as Statement;
    const said = [own, other, nameRole("r1"), { ...include("r1", "r2"), other: named } as Statement];
    const plain = { ...coastFacts, graph: { ...coastFacts.graph, uniqueNames: [] } };
    const graph = buildGraph([...said, holdRole("ann", "r1")], new Map([[coast, plain]]));
    const { lower } = findEffectiveRights(graph, findNode(graph, referTo("principal", "ann")) ?? "");
    expect(lower.map(({ atom }) => (atom.kind === "act" ? atom.resource : atom.kind))).toEqual(["gate"]);
  });

  it("grants nothing for certain that is not known of that one", () => {
    const riddle: Statement = { ...nameRole("r2"), permissions: unknown } as Statement;
    const said = [nameRole("r1", "light lamp"), riddle, include("r1", "r2")];
    expect(listActs(said, "lower")).toEqual(["light lamp"]);
    expect(listActs(said, "upper")).toEqual(["everyAct", "light lamp"]);
  });
});
