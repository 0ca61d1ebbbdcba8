import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Statement } from "../model/statements/statement.ts";
import { type Bound, coversTogether } from "./covering.ts";
import { findEffectiveRights } from "./effective.ts";
import { buildGraph, findNode, type Graph } from "./graph.ts";
import { findReach } from "./reach.ts";
import { listRemovableGrants, type RemovableGrant, removeGrants } from "./removable-grants.ts";
import { findSmallestCut } from "./smallest-cut.ts";
import { addition, background, limitedWorld } from "./testing/arbitraries.ts";
import { cause, coast, hold, holdRole, nameRole, nameSubject, referTo } from "./testing/coast.ts";
import { listFacts, morePowers } from "./testing/coast-powers.ts";

const facts = listFacts(morePowers);

/** Each statement as a line of code of its own. */
function asCode(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((one, index) => ({ ...one, cause: { ...cause, address: `beacon.n${index}` } }));
}

const wanted = {
  account: coast,
  atom: { kind: "act", action: "open", resource: "gate", selector: "a" },
  scope: null,
} as const;

function isReachedIn(bound: Bound): (graph: Graph) => boolean {
  return (graph) => {
    const ann = findNode(graph, referTo("principal", "ann")) ?? "";
    const all = [...findEffectiveRights(graph, ann)[bound], ...findReach(graph, ann, bound).rights];
    return coversTogether(all, wanted, { graph, bound });
  };
}

function sayCut(cut: readonly RemovableGrant[]): string {
  return cut.map(({ cause: { address }, part }) => `${address}#${part}`).join(" ");
}

/** Every smallest set, by trying all sets. */
function cutSlowly(graph: Graph, isReached: (graph: Graph) => boolean): readonly string[] | "impossible" {
  const grants = listRemovableGrants(graph);
  const isCut = (removed: readonly RemovableGrant[]) =>
    !isReached(buildGraph(removeGrants(graph.statements, removed), facts));
  if (!isCut(grants)) return "impossible";
  for (let size = 0; size <= grants.length; size += 1) {
    const found: string[] = [];
    const choose = (from: number, chosen: readonly RemovableGrant[]): void => {
      if (chosen.length === size) {
        if (isCut(chosen)) found.push(sayCut(chosen));
        return;
      }
      for (let at = from; at < grants.length; at += 1) {
        const next = grants[at];
        if (next !== undefined) choose(at + 1, [...chosen, next]);
      }
    };
    choose(0, []);
    if (found.length > 0) return found.sort();
  }
  return "impossible";
}

const leading = fc
  .record({
    name: fc.constantFrom("r1", "r2", "r3"),
    all: fc.uniqueArray(
      fc.constantFrom(
        "watch gate",
        "open gate",
        "open gate ann",
        "open gate ben",
        "light lamp",
        "open lamp r2",
        "open gate a",
      ),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ name, all }) => nameRole(name, ...all));
const holding = fc
  .record({ who: fc.constantFrom("ann", "ann", "ben", "cai"), role: fc.constantFrom("r1", "r2", "r3") })
  .map(({ who, role }) => holdRole(who, role));
const member = fc
  .record({ who: fc.constantFrom("ann", "ben"), group: fc.constantFrom("crew", "dock") })
  .map(({ who, group }): Statement => ({
    kind: "inGroup",
    subject: referTo("principal", who),
    group: referTo("group", group),
    cause,
  }));
const groupHolds = fc
  .record({ group: fc.constantFrom("crew", "dock"), role: fc.constantFrom("r1", "r2") })
  .map(({ group, role }) => hold(referTo("group", group), { kind: "role", role: referTo("role", role) }));
const code = fc.oneof(
  { weight: 3, arbitrary: leading },
  { weight: 6, arbitrary: holding },
  { weight: 1, arbitrary: member },
  { weight: 1, arbitrary: groupHolds },
  { weight: 1, arbitrary: addition },
);

/** Ways to what is wanted: by a role, by the lantern of somebody who has it, and by another role. */
const ways: readonly Statement[] = [
  nameRole("r1", "open gate a"),
  holdRole("ann", "r1"),
  holdRole("ben", "r1"),
  nameRole("r2", "watch gate", "open gate ben"),
  holdRole("ann", "r2"),
  nameRole("r3", "open gate a"),
  holdRole("ann", "r3"),
];
const smallWorld = fc
  .tuple(fc.subarray([...ways], { minLength: 5 }), fc.array(code, { maxLength: 2 }))
  .map(([some, others]) => [...some, ...others]);

describe("the smallest cut", () => {
  it.each(["lower", "upper"] as const)(
    "is what trying all sets finds, with all of its likes: %s",
    (bound) => {
      const isReached = isReachedIn(bound);
      let cuts = 0;
      let larger = 0;
      fc.assert(
        fc.property(smallWorld, (statements) => {
          const graph = buildGraph([...background, ...asCode(statements)], facts);
          fc.pre(isReached(graph) && listRemovableGrants(graph).length <= 10);
          const slow = cutSlowly(graph, isReached);
          const result = findSmallestCut(graph, { isReached, budget: 100_000 });
          if (slow === "impossible") {
            expect(result.kind).toBe("impossible");
            return;
          }
          expect(result.kind).toBe("smallest");
          if (result.kind !== "smallest") return;
          const found = result.cuts.map(sayCut).sort();
          if (result.isAll) expect(found).toEqual(slow);
          else expect(slow).toEqual(expect.arrayContaining(found));
          cuts += 1;
          if ((result.cuts[0]?.length ?? 0) > 1) larger += 1;
        }),
        { numRuns: 15 },
      );
      expect(cuts).toBeGreaterThan(5);
      expect(larger).toBeGreaterThan(0);
    },
    120_000,
  );

  it("is the same whatever the order of the statements", () => {
    const isReached = isReachedIn("upper");
    fc.assert(
      fc.property(smallWorld, fc.infiniteStream(fc.nat()), (statements, random) => {
        const all = [...background, ...asCode(statements)];
        const shuffled = all.map((one) => ({ one, at: random.next().value as number })).sort((a, b) => a.at - b.at);
        const sayOf = (given: readonly Statement[]) => {
          const result = findSmallestCut(buildGraph(given, facts), { isReached });
          return result.kind === "smallest" ? result.cuts.map(sayCut) : result.kind;
        };
        expect(sayOf(shuffled.map(({ one }) => one))).toEqual(sayOf(all));
      }),
      { numRuns: 15 },
    );
  });

  it("that is too large to be looked for is still one of which nothing can be left out, or none is told", () => {
    const roles = Array.from({ length: 9 }, (_, index) => [
      nameRole(`own${index}`, "open gate a"),
      holdRole("ann", `own${index}`),
    ]).flat();
    const graph = buildGraph([...background, ...asCode(roles)], facts);
    const isReached = isReachedIn("lower");
    const result = findSmallestCut(graph, { isReached });
    expect(result).toMatchObject({ kind: "irreducible", atLeast: 7 });
    if (result.kind !== "irreducible") return;
    expect(result.cut).toHaveLength(9);
    const without = (cut: readonly RemovableGrant[]) => buildGraph(removeGrants(graph.statements, cut), facts);
    expect(isReached(without(result.cut))).toBe(false);
    for (const left of result.cut) expect(isReached(without(result.cut.filter((one) => one !== left)))).toBe(true);
    expect(findSmallestCut(graph, { isReached, budget: 20 })).toMatchObject({ kind: "givenUp" });
  });

  it("is impossible where no line of code gives it", () => {
    const graph = buildGraph([...background, nameRole("own", "open gate a"), holdRole("ann", "own")], facts);
    expect(findSmallestCut(graph, { isReached: isReachedIn("lower") })).toEqual({ kind: "impossible" });
  });

  it("takes from nobody what it does not name: fewer grants never reach more", () => {
    const isReached = isReachedIn("upper");
    fc.assert(
      fc.property(limitedWorld, fc.infiniteStream(fc.boolean()), (statements, random) => {
        const graph = buildGraph(asCode(statements), facts);
        const removed = listRemovableGrants(graph).filter(() => random.next().value as boolean);
        const less = buildGraph(removeGrants(graph.statements, removed), facts);
        if (isReached(less)) expect(isReached(graph)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("names what it takes, and where", () => {
    const said = asCode([
      nameRole("own", "open gate a", "light lamp"),
      hold(referTo("group", "crew"), { kind: "role", role: referTo("role", "own") }),
      { kind: "inGroup", subject: referTo("principal", "ann"), group: referTo("group", "crew"), cause },
      nameSubject("account", "ann"),
    ]);
    const result = findSmallestCut(buildGraph([...background, ...said], facts), { isReached: isReachedIn("lower") });
    expect(result.kind === "smallest" ? result.cuts.map(([one]) => one?.says) : []).toEqual([
      "open gate in the role own",
      "the role own of crew",
      "ann in the group crew",
    ]);
  });
});
