import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import { keyOfAtom } from "../model/statements/right.ts";
import type { Statement } from "../model/statements/statement.ts";
import { coversTogether } from "./covering.ts";
import { findEffectiveRights } from "./effective.ts";
import { buildGraph, findNode } from "./graph.ts";
import { listSubjects } from "./questions.ts";
import { addition, background, keysOf, limit, limitedWorld, world } from "./testing/arbitraries.ts";
import {
  allow,
  cause,
  coast,
  coastFacts,
  coastGraph,
  hold,
  holdRole,
  nameRole,
  nameSubject,
  referTo,
} from "./testing/coast.ts";

const facts = new Map([[coast, coastFacts]]);

function rightsOf(statements: readonly Statement[], subject: string) {
  const graph = buildGraph(statements, facts);
  const node = findNode(graph, referTo("principal", subject)) ?? "";
  const { lower, upper } = findEffectiveRights(graph, node);
  return { graph, lower, upper };
}

const everybody = ["ann", "ben", "cai"] as const;

describe("effective rights", () => {
  it("are at most what they may be: the lower bound is in the upper one", () => {
    fc.assert(
      fc.property(limitedWorld, (statements) => {
        for (const subject of everybody) {
          const { lower, upper } = rightsOf(statements, subject);
          expect(keysOf(upper)).toEqual(expect.arrayContaining([...keysOf(lower)]));
        }
      }),
    );
  });

  it("do not depend on the order of statements", () => {
    fc.assert(
      fc.property(
        limitedWorld.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
        ),
        ([statements, shuffled]) => {
          for (const subject of everybody) {
            const one = rightsOf(statements, subject);
            const other = rightsOf(shuffled, subject);
            expect(keysOf(one.lower)).toEqual(keysOf(other.lower));
            expect(keysOf(one.upper)).toEqual(keysOf(other.upper));
          }
        },
      ),
    );
  });

  it("do not depend on how permissions are grouped, split or repeated", () => {
    fc.assert(
      fc.property(world, (statements) => {
        const split = statements.flatMap((one): readonly Statement[] => {
          if (one.kind !== "role" || one.permissions === null || one.permissions === unknown) return [one, one];
          const { permissions } = one;
          if (!Array.isArray(permissions) || permissions.length === 0) return [one];
          return permissions.map((permission) => ({ ...one, permissions: [permission] }));
        });
        for (const subject of everybody) {
          const one = rightsOf(statements, subject);
          const other = rightsOf(split, subject);
          expect(keysOf(one.lower)).toEqual(keysOf(other.lower));
          expect(keysOf(one.upper)).toEqual(keysOf(other.upper));
        }
      }),
    );
  });

  it("never shrink by a further statement, limits and precedence apart", () => {
    fc.assert(
      fc.property(world, addition, (statements, further) => {
        for (const subject of everybody) {
          const before = rightsOf(statements, subject);
          const after = rightsOf([...statements, further], subject);
          for (const bound of ["lower", "upper"] as const) {
            const at = { graph: after.graph, bound };
            // A role that could not be read is no longer a riddle once somebody says what it grants.
            const known = before[bound].filter(({ atom }) => atom.kind !== "opaque");
            for (const right of known) expect(coversTogether(after[bound], right, at)).toBe(true);
          }
        }
      }),
    );
  });

  it("never reach further by a further limit", () => {
    fc.assert(
      fc.property(limitedWorld, limit, (statements, further) => {
        const before = buildGraph(statements, facts);
        const after = buildGraph([...statements, further], facts);
        for (const subject of listSubjects(before)) {
          for (const bound of ["lower", "upper"] as const) {
            const held = findEffectiveRights(after, subject)[bound];
            const inner = background
              .filter((one) => one.kind === "scope")
              .flatMap(({ is }) => findNode(after, is[0] ?? referTo("scope", "")) ?? []);
            for (const right of held) {
              for (const scope of inner) {
                const wanted = { ...right, scope };
                if (!coversTogether(held, wanted, { graph: after, bound })) continue;
                const had = findEffectiveRights(before, subject)[bound];
                expect(coversTogether(had, wanted, { graph: before, bound })).toBe(true);
              }
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("are the same when said again as permissions: finding them twice changes nothing", () => {
    fc.assert(
      fc.property(world, (statements) => {
        for (const subject of everybody) {
          const { lower } = rightsOf(statements, subject);
          const acts = lower.flatMap(({ atom, scope }) => (atom.kind === "act" && scope === null ? [atom] : []));
          const permissions = acts.map(({ action, resource, selector }) => ({
            action,
            resource,
            selectors: [selector],
          }));
          const again = rightsOf(
            [
              nameSubject("account", subject),
              hold(referTo("principal", subject), { kind: "permissions", permissions }),
            ],
            subject,
          );
          expect(again.lower.map(({ atom }) => keyOfAtom(atom))).toEqual(acts.map(keyOfAtom));
        }
      }),
    );
  });

  it("leave out what has no effect, once and for all", () => {
    fc.assert(
      fc.property(fc.constantFrom("watch", "light", "all"), fc.constantFrom("*", "a"), (action, selector) => {
        const once = coastGraph.effective({ action, resource: "lamp", selector });
        expect(once === null ? null : coastGraph.effective(once)).toEqual(once);
        expect(once === null).toBe(action === "watch" && selector !== "*");
      }),
    );
  });
});

const ann = referTo("principal", "ann");

describe("what is not known", () => {
  it.each([
    {
      name: "a role that may be one of two gives neither for certain",
      said: [
        nameRole("r1", "light lamp"),
        nameRole("r2", "open gate"),
        hold(ann, {
          kind: "role",
          role: { account: coast, space: "role", kind: "oneOf", refs: [referTo("role", "r1"), referTo("role", "r2")] },
        }),
      ],
      lower: [],
      upper: ["light lamp *", "open gate *"],
    },
    {
      name: "a role that may be any gives anything at most",
      said: [hold(ann, { kind: "role", role: { account: coast, space: "role", kind: "unknown" } })],
      lower: [],
      upper: ["anything"],
    },
    {
      name: "a role that nobody listed equals itself only",
      said: [holdRole("ann", "r9")],
      lower: ["opaque"],
      upper: ["opaque"],
    },
    {
      name: "a selector that is not known may be all",
      said: [
        hold(ann, {
          kind: "permissions",
          permissions: [{ action: "light", resource: "lamp", selectors: ["a", unknown] }],
        }),
      ],
      lower: ["light lamp a"],
      upper: ["light lamp *", "light lamp a"],
    },
    {
      name: "a scope that is not known may be the account",
      said: [
        hold(
          ann,
          { kind: "permissions", permissions: allow("light lamp") },
          { account: coast, space: "scope", kind: "unknown" },
        ),
      ],
      lower: [],
      upper: ["light lamp *"],
    },
    {
      name: "an empty list of selectors grants nothing",
      said: [hold(ann, { kind: "permissions", permissions: [{ action: "light", resource: "lamp", selectors: [] }] })],
      lower: [],
      upper: [],
    },
  ])("$name", ({ said, lower, upper }) => {
    const found = rightsOf([nameSubject("account", "ann"), ...said], "ann");
    const texts = (bound: "lower" | "upper"): readonly string[] =>
      found[bound]
        .map(({ atom }) => (atom.kind === "act" ? `${atom.action} ${atom.resource} ${atom.selector}` : atom.kind))
        .toSorted();
    expect(texts("lower")).toEqual(lower);
    expect(texts("upper")).toEqual(upper);
  });
});

describe("precedence", () => {
  const rest = referTo("idpGroup", "rest");
  const pilots = referTo("idpGroup", "pilots");
  const said: readonly Statement[] = [
    nameSubject("member", "ann"),
    nameRole("r1", "light lamp"),
    nameRole("r2", "open gate"),
    hold(rest, { kind: "role", role: referTo("role", "r1") }),
    hold(pilots, { kind: "role", role: referTo("role", "r2") }),
    { kind: "firstMatch", subjects: [pilots], otherwise: rest, cause },
    { kind: "inGroup", subject: ann, group: rest, cause },
  ];
  const actionsOf = (statements: readonly Statement[], bound: "lower" | "upper"): readonly string[] => {
    const rights = rightsOf(statements, "ann")[bound];
    return rights.map(({ atom }) => (atom.kind === "act" ? atom.action : atom.kind)).toSorted();
  };

  it("gives the rest to who is in no group", () => {
    expect(actionsOf(said, "lower")).toEqual(["light"]);
  });

  it("replaces the rest by a matching group", () => {
    const matched: readonly Statement[] = [...said, { kind: "inGroup", subject: ann, group: pilots, cause }];
    expect(actionsOf(matched, "lower")).toEqual(["open"]);
    expect(actionsOf(matched, "upper")).toEqual(["open"]);
  });

  it("is certain of neither where the match is not", () => {
    const doubtful: readonly Statement[] = [
      ...said,
      { kind: "inGroup", subject: ann, group: pilots, isCertain: false, cause },
    ];
    expect(actionsOf(doubtful, "lower")).toEqual([]);
    expect(actionsOf(doubtful, "upper")).toEqual(["light", "open"]);
  });
});

describe("a standing", () => {
  it("comes from a group, and from a role by its name", () => {
    const said: readonly Statement[] = [
      nameSubject("account", "ann"),
      nameSubject("group", "crew"),
      nameRole("keeper"),
      holdRole("ann", "keeper"),
      { kind: "inGroup", subject: ann, group: referTo("group", "crew"), cause },
    ];
    const found = rightsOf(said, "ann").lower.map(({ atom }) => (atom.kind === "standing" ? atom.standing : atom.kind));
    expect(found.toSorted()).toEqual(["keeper", "mate"]);
  });

  it("of a level is where the level is", () => {
    const blue = referTo("scope", "bay/blue");
    const { lower } = rightsOf([...background, hold(ann, { kind: "level", level: "high" }, blue)], "ann");
    expect(lower).toMatchObject([{ atom: { standing: "warden" }, paths: [{ isInferred: true }] }]);
  });
});
