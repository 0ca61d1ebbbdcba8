import { findDifference } from "#access/graph/broadening.ts";
import { buildGraph, type Graph } from "#access/graph/graph.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { findReach } from "#access/graph/reach.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import type { Collected } from "#access/model/statements/instance.ts";
import { readAccess } from "#review/read-source.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { createAccessPlan } from "./support/access-plan.ts";
import { countValues } from "./support/document-walk.ts";
import { measure, timed } from "./support/measure.ts";
import { createReachWorld } from "./support/reach-world.ts";

const known = { vendors: vendorFacts, graphs: graphFacts };

function build(collected: Collected): Graph {
  const { statements, facts } = listStatements(collected, known);
  return buildGraph(statements, facts);
}

async function benchDifference(): Promise<void> {
  const text = createAccessPlan(10_000);
  const read = (side: "before" | "after"): Collected => readAccess(text, { side, vendors: [] }).reading;
  const before = read("before");
  const after = read("after");
  const compare = (): void => {
    const { subjects } = findDifference(build(before), build(after), { at: "2027-01-01T00:00:00Z" });
    if (subjects.length < 100) throw new Error(`the plan changes only ${subjects.length} subjects`);
  };
  const walk = (): void => {
    if (countValues(JSON.parse(text)) < 100_000) throw new Error("the plan is too small");
  };
  // Both warm.
  for (let round = 0; round < 3; round += 1) {
    compare();
    walk();
  }
  const size = (text.length / 1_048_576).toFixed(0);
  await measure({
    name: `graphs of 10,000 resources built and differenced, against JSON.parse and one walk of their plan (${size} MiB)`,
    ours: () => timed(compare),
    theirs: () => timed(walk),
    rounds: 7,
    bar: { kind: "atMost", ratio: 1.5 },
    unit: "ms",
  });
}

async function benchReach(): Promise<void> {
  const collected: Collected = { instances: createReachWorld(2_000, 200), blind: [], assumptions: [] };
  const graph = build(collected);
  const me = listSubjects(graph).find((id) => nameNodeOf(graph, id) === "me") ?? "";
  const reach = (): void => {
    const { identities, rights } = findReach(graph, me);
    if (identities.length < 1_999 || rights.length < 5) throw new Error("the subject does not come to what it should");
  };
  for (let round = 0; round < 3; round += 1) reach();
  await measure({
    name: "reach over 2,000 accounts and 200 roles, against building their graph",
    ours: () => timed(reach),
    theirs: () => timed(() => build(collected)),
    rounds: 7,
    bar: { kind: "atMost", ratio: 20 },
    unit: "ms",
  });
}

/** Who can do what, what a change makes of it, and what somebody could come to. */
export async function benchGraph(): Promise<void> {
  await benchDifference();
  await benchReach();
}
