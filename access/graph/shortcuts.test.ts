import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRights } from "./difference.ts";
import { buildGraph } from "./graph.ts";
import { limitedWorld, mappedWorld } from "./testing/arbitraries.ts";
import { coast, coastFacts } from "./testing/coast.ts";
import { compareRightsSlowly } from "./testing/slow-difference.ts";

const facts = new Map([[coast, coastFacts]]);
const anyWorld = fc.oneof(limitedWorld, mappedWorld);

/** Two worlds that have most in common, as before and after a change. */
const change = fc
  .tuple(anyWorld, fc.array(fc.nat({ max: 30 }), { maxLength: 3 }), anyWorld)
  .map(([world, gone, other]) => {
    const kept = world.filter((_, index) => !gone.includes(index));
    return [world, [...kept, ...other.slice(0, gone.length)]] as const;
  });

describe("the difference that is in use", () => {
  it("says what the one without shortcuts says", () => {
    fc.assert(
      fc.property(fc.oneof(change, fc.tuple(anyWorld, anyWorld)), ([before, after]) => {
        const graphs = [buildGraph(before, facts), buildGraph(after, facts)] as const;
        expect(compareRights(...graphs)).toEqual(compareRightsSlowly(...graphs));
      }),
      { numRuns: 600 },
    );
  });
});
