import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Right } from "../model/statements/right.ts";
import { type Bound, covers, coversTogether } from "./covering.ts";
import { buildGraph } from "./graph.ts";
import { limitedWorld, right } from "./testing/arbitraries.ts";
import { cause, coast, coastFacts, placeScope, referTo } from "./testing/coast.ts";

const facts = new Map([[coast, coastFacts]]);
const bound = fc.constantFrom<Bound>("lower", "upper");

describe("covering", () => {
  it("is reflexive", () => {
    fc.assert(
      fc.property(limitedWorld, right, bound, (statements, one, which) => {
        expect(covers(one, one, { graph: buildGraph(statements, facts), bound: which })).toBe(true);
      }),
    );
  });

  it("is transitive", () => {
    fc.assert(
      fc.property(limitedWorld, fc.array(right, { minLength: 3, maxLength: 9 }), bound, (statements, rights, which) => {
        const at = { graph: buildGraph(statements, facts), bound: which };
        for (const a of rights)
          for (const b of rights)
            for (const c of rights) if (covers(a, b, at) && covers(b, c, at)) expect(covers(a, c, at)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("is wider as an upper bound than as a lower one", () => {
    fc.assert(
      fc.property(limitedWorld, right, right, (statements, a, b) => {
        const graph = buildGraph(statements, facts);
        if (covers(a, b, { graph, bound: "lower" })) expect(covers(a, b, { graph, bound: "upper" })).toBe(true);
      }),
    );
  });
});

const node = (id: string): string => JSON.stringify([coast, "scope", "id", id]);
const act = (action: string, scope: string | null = null): Right => {
  return { account: coast, scope, atom: { kind: "act", action, resource: "lamp", selector: "*" } };
};
const standing = (name: string, scope: string | null = null): Right => {
  return { account: coast, scope, atom: { kind: "standing", standing: name } };
};

describe("a scope", () => {
  const places = [
    ...placeScope("bay/blue", "sea/far"),
    ...placeScope("sea/far"),
    ...placeScope("pier/north", "bay/blue"),
  ];
  const open = buildGraph(places, facts);
  const limited = buildGraph([...places, { kind: "limit", scope: referTo("scope", "pier/north"), cause }], facts);
  const north = act("light", node("pier/north"));

  it.each([
    { name: "gets what holds in the account", held: act("light"), lower: true, upper: true },
    { name: "gets what holds around it", held: act("light", node("bay/blue")), lower: true, upper: true },
    { name: "may get what no page says", held: act("light", node("sea/far")), lower: false, upper: true },
    { name: "gets nothing from beside", held: act("light", node("bay/gray")), lower: false, upper: false },
  ])("$name", ({ held, lower, upper }) => {
    expect(covers(held, north, { graph: open, bound: "lower" })).toBe(lower);
    expect(covers(held, north, { graph: open, bound: "upper" })).toBe(upper);
  });

  it.each([
    { name: "what is held on it", held: north, is: true },
    { name: "nothing of the account", held: act("light"), is: false },
    { name: "nothing around it", held: act("light", node("bay/blue")), is: false },
    { name: "who passes every check", held: standing("keeper"), is: true },
    { name: "who passes its type's limits", held: standing("warden", node("bay/blue")), is: true },
    { name: "nobody of lower standing", held: standing("mate"), is: false },
  ])("that is limited admits $name", ({ held, is }) => {
    expect(covers(held, north, { graph: limited, bound: "upper" })).toBe(is);
  });
});

describe("a standing", () => {
  const graph = buildGraph([], facts);
  const at = { graph, bound: "upper" } as const;

  it("is covered by standings alone: a role with every permission is no administrator", () => {
    const every: Right = { account: coast, scope: null, atom: { kind: "everyAct" } };
    expect(covers(every, act("light"), at)).toBe(true);
    expect(covers(every, standing("guest"), at)).toBe(false);
    expect(covers(standing("warden"), standing("guest"), at)).toBe(true);
    expect(covers(standing("guest"), standing("mate"), at)).toBe(false);
  });
});

describe("a wildcard of a closed catalog", () => {
  const graph = buildGraph([], facts);
  const at = { graph, bound: "lower" } as const;
  const all = act("all");
  const list = ["light", "open", "watch"].map((action) => act(action));

  it("is covered by all that it lists, and by nothing less", () => {
    expect(coversTogether(list, all, at)).toBe(true);
    expect(coversTogether(list.slice(1), all, at)).toBe(false);
  });

  it("covers each alone, and is covered by none alone", () => {
    for (const one of list) {
      expect(covers(all, one, at)).toBe(true);
      expect(covers(one, all, at)).toBe(false);
    }
  });
});
