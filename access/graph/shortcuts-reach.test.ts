import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Statement } from "../model/statements/statement.ts";
import { type Bound, covers } from "./covering.ts";
import { buildGraph, findNode, type Graph } from "./graph.ts";
import { findReach, type Reach, type ReachedRight } from "./reach.ts";
import { limitedWorld } from "./testing/arbitraries.ts";
import { cause, coast, hold, nameRole, referTo } from "./testing/coast.ts";
import { listFacts, morePowers } from "./testing/coast-powers.ts";
import { findReachSlowly } from "./testing/slow-reach.ts";

const facts = listFacts(morePowers);

/** Roles that lead somewhere are rare among random ones. */
const permission = fc.constantFrom(
  "watch gate",
  "open gate",
  "open gate ann",
  "open gate ben",
  "light lamp",
  "light lamp r1",
  "light lamp ops",
  "open lamp r2",
  "open lamp r3",
  "watch lamp",
  "light gate",
  "light gate a",
  "open lamp",
);
const leadingRole = fc
  .record({ name: fc.constantFrom("r1", "r2", "r3", "ops"), all: fc.array(permission, { minLength: 1, maxLength: 3 }) })
  .map(({ name, all }) => nameRole(name, ...all));
const leadingHold = fc
  .record({
    who: fc.constantFrom("ann", "ben", "cai"),
    role: fc.constantFrom("r1", "r2", "r3"),
    place: fc.option(fc.constantFrom("bay/blue", "pier/north")),
  })
  .map(({ who, role, place }): Statement => {
    const grant = { kind: "role", role: referTo("role", role) } as const;
    return hold(referTo("principal", who), grant, place === null ? null : referTo("scope", place));
  });
const domain: Statement = {
  kind: "complete",
  account: coast,
  subject: { account: coast, space: "domain", kind: "id", text: "harbor.example" },
  relation: "roles",
  cause,
};
const world = fc
  .tuple(limitedWorld, fc.array(leadingRole, { maxLength: 4 }), fc.array(leadingHold, { maxLength: 5 }))
  .map(([statements, roles, holds]) => [...statements, ...roles, ...holds, domain]);

function isFound(right: ReachedRight, reach: Reach, { graph, bound }: { graph: Graph; bound: Bound }): boolean {
  return reach.rights.some((other) => {
    return other.chain.length <= right.chain.length && covers(other, right, { graph, bound });
  });
}

describe("the reach that is in use", () => {
  it("comes to what the one without shortcuts comes to, by chains that are no longer", () => {
    let found = 0;
    fc.assert(
      fc.property(
        world,
        fc.constantFrom<Bound>("lower", "upper"),
        fc.constantFrom("ann", "ben"),
        (said, bound, who) => {
          const graph = buildGraph(said, facts);
          const at = { graph, bound };
          const subject = findNode(graph, referTo("principal", who)) ?? "";
          const slow = findReachSlowly(graph, subject, bound);
          const fast = findReach(graph, subject, bound);
          found += slow.rights.length;
          for (const right of slow.rights) expect(isFound(right, fast, at), JSON.stringify(right)).toBe(true);
          for (const right of fast.rights) {
            expect(
              slow.rights.some((other) => covers(other, right, at)),
              JSON.stringify(right),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(0);
  });

  it("takes only steps that somebody on the way can take", () => {
    fc.assert(
      fc.property(world, fc.constantFrom("ann", "ben"), (said, who) => {
        const graph = buildGraph(said, facts);
        const { rights, identities } = findReach(graph, findNode(graph, referTo("principal", who)) ?? "");
        for (const { chain } of [...rights, ...identities]) {
          const actors: string[] = [who];
          for (const { text } of chain) {
            expect(actors.some((actor) => text.startsWith(`${actor} `))).toBe(true);
            const become = /(?:takes the lantern of|signs in as) (\S+)/.exec(text)?.[1];
            const place = / forges a lantern on (.+)$/.exec(text)?.[1];
            const domain = / maps (.+) to .+$/.exec(text)?.[1];
            if (become !== undefined) actors.push(become);
            if (place !== undefined) actors.push(`(new account with guest on ${place})`);
            if (text.includes(" founds a harbor ")) actors.push("(somebody new through a new auth domain)");
            if (domain !== undefined) actors.push(`(somebody new through ${domain})`);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
