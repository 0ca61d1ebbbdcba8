import { buildGraph } from "#access/graph/graph.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import type { ReadSides } from "../read-source.ts";
import { type GivenAssertions, noAssertions } from "../assertions/assertion.ts";
import type { Claim } from "../proofs/claim.ts";
import { type GivenWaivers, noWaivers } from "../waivers/waiver.ts";
import { type GivenPolicy, noPolicy } from "../policy/policy.ts";
import { emptyDeletedRoles, listDeleted } from "./deleted.ts";
import { joinAccounts } from "./join-accounts.ts";
import { qualify } from "./qualify.ts";
import { type AccessChange, type AccessSide, compareSides } from "./access-change.ts";

/** A document with the name that tells it from others. */
export interface NamedSides extends Pick<ReadSides, "before" | "after"> {
  readonly name: string;
}

/** What people write for a review, beside the code. */
export interface GivenFiles {
  /** @default nothing is accepted */
  readonly waivers?: GivenWaivers;
  /** @default none */
  readonly assertions?: GivenAssertions;
  /** @default none */
  readonly claims?: readonly Claim[];
  /** @default the usual one */
  readonly policy?: GivenPolicy;
}

interface Side extends AccessSide {
  readonly blind: readonly string[];
  readonly assumptions: readonly string[];
}

/** @param gone what the change deletes */
function createSide(instances: readonly Instance[], gone: readonly Instance[] = []): Side {
  const collected = { instances, blind: [], assumptions: [] };
  const { statements, facts, blind, assumptions } = listStatements(collected, {
    vendors: vendorFacts,
    graphs: graphFacts,
  });
  return {
    instances,
    graph: buildGraph([...statements, ...emptyDeletedRoles(gone, facts)], facts),
    blind,
    assumptions,
  };
}

function join(texts: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(texts.flat())];
}

/** Several documents are one change: what one of them takes away, another one may give. */
export function openChange(
  documents: readonly NamedSides[],
  at: string,
  { waivers = noWaivers, assertions = noAssertions, claims = [], policy = noPolicy }: GivenFiles = {},
): AccessChange {
  const readings = documents.map(({ name, before, after }) =>
    documents.length === 1 ? { before, after } : { before: qualify(before, name), after: qualify(after, name) },
  );
  const joined = joinAccounts({
    before: readings.flatMap((one) => one.before.instances),
    after: readings.flatMap((one) => one.after.instances),
  });
  const before = createSide(joined.before);
  const after = createSide(joined.after, listDeleted(joined.before, joined.after));
  const sides = readings.flatMap((one) => [one.before, one.after]);
  return compareSides(before, after, {
    at,
    waivers,
    assertions,
    claims,
    policy,
    moves: new Map(readings.flatMap((one) => [...one.after.moves])),
    blind: join([...sides.map(({ blind }) => blind), before.blind, after.blind]),
    remarks: sides.flatMap(({ remarks = [] }) => remarks),
    assumptions: join([
      ...sides.map(({ assumptions }) => assumptions),
      joined.assumptions,
      before.assumptions,
      after.assumptions,
    ]),
  });
}
