import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findDifference } from "#access/graph/broadening.ts";
import { findEffectiveRights } from "#access/graph/effective.ts";
import { buildGraph } from "#access/graph/graph.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { decodeRecord, listForeignNames } from "#access/schema/decode-record.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { type Bench, openBench } from "./support/access.ts";
import { ferryKey, writeFerry } from "./support/ferry.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

const values = z.record(z.string(), z.unknown());
const changes = z.array(
  z.object({
    address: z.string(),
    type: z.string(),
    mode: z.literal("managed"),
    change: z.object({ before: values.nullable(), after: values.nullable(), after_unknown: z.unknown() }),
  }),
);
const planJson = z.object({ resource_changes: changes });

type PlannedChange = z.output<typeof changes>[number];

const account = { vendor: "signoz", alias: "access", endpoint: "https://signoz.example.com", organization: null };

function toInstance({ address, type: full, change }: PlannedChange, side: "before" | "after"): readonly Instance[] {
  const given = change[side];
  if (given === null) return [];
  const type = full.replace(/^access_/, "");
  const { attributes } = nounDefinition(type);
  expect(listForeignNames(attributes, given)).toEqual([]);
  const state = decodeRecord(
    attributes,
    { values: given, unknowns: side === "after" ? change.after_unknown : {} },
    { secrets: "dropped", form: "strict" },
  );
  return [{ account, type, kind: "resource", state, address, presence: "managed", happening: "unchanged" }];
}

async function readPlan() {
  await bench.workspace.must("plan", "-out", "graph.plan");
  const text = await bench.workspace.must("show", "-json", "graph.plan");
  const { resource_changes: all } = planJson.parse(JSON.parse(text));
  const graphOf = (side: "before" | "after") => {
    const instances = all.flatMap((one) => toInstance(one, side));
    const spoken = listStatements(
      { instances, blind: [], assumptions: [] },
      { vendors: vendorFacts, graphs: graphFacts },
    );
    return { instances, graph: buildGraph(spoken.statements, spoken.facts) };
  };
  return { text, before: graphOf("before"), after: graphOf("after") };
}

const configuration = (actions: readonly string[]): string => writeFerry(actions, ferryKey);

describe("the access graph of a real plan", () => {
  it("bounds what the plan does not know yet: the plan alone does not say which role it will be", async () => {
    await bench.workspace.write(configuration(["read"]));
    const { before, after } = await readPlan();
    expect(before.instances).toEqual([]);
    const [ferry] = listSubjects(after.graph);
    const { lower, upper } = findEffectiveRights(after.graph, ferry ?? "");
    expect(nameNodeOf(after.graph, ferry ?? "")).toBe("ferry");
    expect(lower).toEqual([]);
    expect(upper.map(({ atom }) => atom.kind)).toEqual(["anything"]);
  });

  it("says who gains what by an edited role, and holds no secret of the state", async () => {
    await bench.workspace.apply(configuration(["read"]));
    await bench.workspace.write(configuration(["read", "update"]));
    const { text, before, after } = await readPlan();
    const difference = findDifference(before.graph, after.graph, { at: "2027-01-01T00:00:00Z" });
    expect(difference).toMatchObject({
      verdict: "broadens",
      broadenings: [],
      subjects: [{ gained: [{ right: { atom: { action: "update", resource: "dashboard" } } }], lost: [] }],
    });
    const secret = /"secret":"([^"]{20,})"/.exec(text)?.[1];
    expect(secret).toBeDefined();
    expect(JSON.stringify([before.instances, after.instances])).not.toContain(secret);
    expect(JSON.stringify(after.graph.statements)).not.toContain(secret);
  });

  it("says nothing where nothing changes", async () => {
    await bench.workspace.write(configuration(["read"]));
    const { before, after } = await readPlan();
    const difference = findDifference(before.graph, after.graph, { at: "2027-01-01T00:00:00Z" });
    expect(difference).toEqual({ subjects: [], verdict: "neither", broadenings: [], rotations: [] });
  });
});
