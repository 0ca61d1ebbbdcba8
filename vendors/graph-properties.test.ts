import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRights } from "#access/graph/difference.ts";
import { type Bound, covers, coversTogether } from "#access/graph/covering.ts";
import { findEffectiveRights } from "#access/graph/effective.ts";
import { buildGraph, findNode, type Graph } from "#access/graph/graph.ts";
import { listSubjects } from "#access/graph/questions.ts";
import { toAccessFacts } from "#access/graph/statements-of.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import { type ExactRef, joinScopeId, type Space } from "#access/model/statements/ref.ts";
import { keyOfRight } from "#access/model/statements/right.ts";
import type { Statement } from "#access/model/statements/statement.ts";
import { unknown } from "#access/schema/unknown.ts";
import { vendorFacts } from "./facts-registry.gen.ts";
import { graphFacts } from "./graph-facts-registry.gen.ts";

// What must be so of every vendor's own facts, and not only of those that the graph's tests have.

const account = "one account";
const cause = { happening: "unchanged", presence: "managed", type: "role", address: null, attribute: null } as const;

function referTo(space: Space, text: string): ExactRef {
  return { account, space, kind: "id", text };
}

const bounds: readonly Bound[] = ["lower", "upper"];

describe.each(Object.keys(vendorFacts))("of the facts of %s", (vendor) => {
  const own = vendorFacts[vendor];
  const graphOwn = graphFacts[vendor];
  if (own === undefined || graphOwn === undefined) throw new Error(`${vendor} has no graph facts`);
  const facts = new Map([[account, toAccessFacts({ facts: own, graph: graphOwn })]]);
  const build = (said: readonly Statement[]): Graph => buildGraph(said, facts);

  const known = Object.values(own.permissions.managedRoles).flat();
  const selectors = fc.option(fc.uniqueArray(fc.constantFrom("*", "ops", "a1", "7"), { minLength: 1, maxLength: 2 }));
  const permission: fc.Arbitrary<Permission> = fc
    .tuple(fc.constantFrom(...known), selectors)
    .map(([one, some]) => ({ ...one, selectors: some }));
  const roleNames = ["r1", "r2", ...Object.keys(graphOwn.roleStandings).slice(0, 2)];
  const types = [...new Set(graphOwn.contains.flatMap(({ outer, inner }) => [outer, inner])), "place"];
  const scopes = types.flatMap((type) => ["1", "2"].map((id) => referTo("scope", joinScopeId(type, id))));
  const isCertain = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false));
  const principal = fc.constantFrom(referTo("principal", "a1"), referTo("principal", "a2"));
  const group = fc.constantFrom(referTo("group", "g1"), referTo("group", "g2"));
  const place = fc.option(fc.constantFrom(...scopes));

  const role = fc
    .record({ name: fc.constantFrom(...roleNames), permissions: fc.array(permission, { maxLength: 3 }), isCertain })
    .map(({ name, ...one }): Statement => {
      return { kind: "role", is: [referTo("role", name)], name, isManaged: false, basis: "stated", cause, ...one };
    });
  const holds = fc
    .record({
      subject: fc.oneof(principal, group),
      place,
      isCertain,
      grant: fc.oneof(
        fc.constantFrom(...roleNames).map((name) => ({ kind: "role", role: referTo("role", name) }) as const),
        fc.array(permission, { maxLength: 2 }).map((permissions) => ({ kind: "permissions", permissions }) as const),
        fc.constantFrom({ kind: "level", level: "ADMIN" } as const, { kind: "level", level: unknown } as const),
      ),
    })
    .map((one): Statement => ({ kind: "holds", reason: null, until: null, cause, ...one }));
  const inGroup = fc
    .record({ subject: principal, group, isCertain })
    .map((one): Statement => ({ kind: "inGroup", cause, ...one }));
  const addition = fc.oneof({ weight: 3, arbitrary: holds }, { weight: 2, arbitrary: role }, inGroup);
  const background: readonly Statement[] = [
    ...["a1", "a2"].map((name): Statement => {
      return { kind: "subject", is: [referTo("principal", name)], as: "account", name, cause };
    }),
    ...["g1", "g2"].map((name): Statement => {
      return { kind: "subject", is: [referTo("group", name)], as: "group", name, cause };
    }),
    // Each is somebody's, so that none of them is a riddle that a later statement solves.
    ...roleNames.map((name): Statement => {
      const is = [referTo("role", name)];
      return { kind: "role", is, name, isManaged: false, basis: "stated", permissions: [], cause };
    }),
  ];
  const world = fc.array(addition, { maxLength: 7 }).map((all) => [...background, ...all]);
  const limit = fc
    .record({ scope: fc.constantFrom(...scopes), isCertain })
    .map((one): Statement => ({ kind: "limit", cause, ...one }));

  function rightsOf(graph: Graph, bound: Bound): readonly (readonly string[])[] {
    return listSubjects(graph).map((id) => findEffectiveRights(graph, id)[bound].map(keyOfRight));
  }

  it("order, repetition and splitting never matter", () => {
    fc.assert(
      fc.property(
        world.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const split = shuffled.flatMap((one): readonly Statement[] => {
            if (one.kind !== "role" || !Array.isArray(one.permissions) || one.permissions.length < 2) return [one, one];
            return one.permissions.map((single) => ({ ...one, permissions: [single] }));
          });
          for (const bound of bounds) {
            expect(rightsOf(build(shuffled), bound)).toEqual(rightsOf(build(all), bound));
            expect(rightsOf(build(split), bound)).toEqual(rightsOf(build(all), bound));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("the lower bound is in the upper one, and neither shrinks by a further statement", () => {
    fc.assert(
      fc.property(world, addition, (said, further) => {
        const before = build(said);
        const after = build([...said, further]);
        for (const id of listSubjects(before)) {
          const { lower, upper } = findEffectiveRights(before, id);
          expect(upper.map(keyOfRight)).toEqual(expect.arrayContaining(lower.map(keyOfRight)));
          for (const bound of bounds) {
            const held = findEffectiveRights(after, id)[bound];
            for (const right of findEffectiveRights(before, id)[bound]) {
              expect(coversTogether(held, right, { graph: after, bound })).toBe(true);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("a limit never gives anybody more", () => {
    fc.assert(
      fc.property(world, limit, (said, further) => {
        const before = build(said);
        const after = build([...said, further]);
        const inner = scopes.flatMap((one) => findNode(after, one) ?? []);
        for (const bound of bounds) {
          for (const id of listSubjects(before)) {
            for (const right of findEffectiveRights(after, id)[bound]) {
              for (const scope of inner) {
                const wanted = { ...right, scope };
                if (!covers(right, wanted, { graph: after, bound })) continue;
                expect(covers(right, wanted, { graph: before, bound })).toBe(true);
              }
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("who matches more certainly has no more of the rest", () => {
    const idpGroup = (text: string) => referTo("idpGroup", text);
    const mapped: readonly Statement[] = [
      { kind: "inGroup", subject: referTo("principal", "a1"), group: idpGroup("rest"), cause },
      { kind: "firstMatch", subjects: [idpGroup("pilots")], otherwise: idpGroup("rest"), cause },
    ];
    fc.assert(
      fc.property(
        world,
        fc.array(permission, { minLength: 1, maxLength: 2 }),
        isCertain,
        (said, permissions, isSure) => {
          const grant = { kind: "permissions", permissions } as const;
          const subject = idpGroup("rest");
          const rest: Statement = { kind: "holds", subject, grant, place: null, reason: null, until: null, cause };
          const matched: Statement = {
            kind: "inGroup",
            subject: referTo("principal", "a1"),
            group: idpGroup("pilots"),
            isCertain: isSure,
            cause,
          };
          const less = build([...said, ...mapped, rest, matched]);
          const more = build([...said, ...mapped, rest]);
          const node = findNode(more, referTo("principal", "a1")) ?? "";
          for (const bound of bounds) {
            const had = new Set(findEffectiveRights(more, node)[bound].map(keyOfRight));
            for (const right of findEffectiveRights(less, node)[bound]) expect(had).toContain(keyOfRight(right));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("a difference read backwards is its mirror", () => {
    fc.assert(
      fc.property(world, world, (one, other) => {
        const there = compareRights(build(one), build(other)).subjects;
        const back = compareRights(build(other), build(one)).subjects;
        const turn = ({ gained, mayGain, lost, mayLose }: (typeof there)[number]) => [gained, mayGain, lost, mayLose];
        const turned = back.map(({ gained, mayGain, lost, mayLose }) => [lost, mayLose, gained, mayGain]);
        expect(turned).toEqual(there.map(turn));
      }),
      { numRuns: 40 },
    );
  });
});
