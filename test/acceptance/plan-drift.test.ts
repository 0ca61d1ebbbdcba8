import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findDifference } from "#access/graph/broadening.ts";
import { buildGraph, type Graph } from "#access/graph/graph.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import { type Instance, restoreStored } from "#access/model/statements/instance.ts";
import { readAccess } from "#review/read-source.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { type Bench, header, openBench } from "./support/access.ts";

const configuration = `${header}
resource "access_role" "ferry" {
  name        = "ferry-role"
  permissions = [{ action = "read", resource = "dashboard" }]
}

resource "access_role" "spare" {
  name        = "spare-role"
  permissions = [{ action = "read", resource = "dashboard" }]
}

resource "access_service_account" "ferry" {
  name     = "ferry"
  role_ids = [access_role.ferry.id]
}
`;

function graphOf(instances: readonly Instance[]): Graph {
  const known = { vendors: vendorFacts, graphs: graphFacts };
  const { statements, facts } = listStatements({ instances, blind: [], assumptions: [] }, known);
  return buildGraph(statements, facts);
}

const at = "2027-01-01T00:00:00Z";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  await bench.workspace.apply(configuration);
});

afterAll(() => bench.close());

async function readPlan() {
  await bench.workspace.must("plan", "-no-color", "-out=test.plan");
  const text = await bench.workspace.must("show", "-json", "test.plan");
  const [before, after] = (["before", "after"] as const).map((side) => readAccess(text, { side, vendors: [] }));
  if (before === undefined || after === undefined) throw new Error("a plan has two sides");
  return { before, after };
}

describe("what others changed before a plan", () => {
  it("is nothing where nobody did", async () => {
    expect((await readPlan()).before.reading.drift).toEqual([]);
  });

  it("is a difference of its own, and the plan takes it back", async () => {
    const { before: quiet } = await readPlan();
    const role = quiet.reading.instances.find(({ address }) => address === "access_role.ferry");
    const resource = { type: "metaresource", kind: "dashboard" };
    const transactionGroups = [{ relation: "update", objectGroup: { resource, selectors: ["*"] } }];
    const body = { name: "ferry-role", description: "", transactionGroups };
    await bench.admin.must({ method: "PUT", path: `/roles/${String(role?.state["id"])}`, body });
    const { before, after } = await readPlan();
    const { drift = [] } = before.reading;
    expect(drift.map(({ stored, seen }) => [stored.address, seen?.address])).toEqual([
      ["access_role.ferry", "access_role.ferry"],
    ]);
    const stored = graphOf(restoreStored(before.reading.instances, drift));
    expect(findDifference(stored, before.graph, { at })).toMatchObject({
      verdict: "both",
      subjects: [
        { gained: [{ right: { atom: { action: "update" } } }], lost: [{ right: { atom: { action: "read" } } }] },
      ],
    });
    expect(findDifference(before.graph, after.graph, { at })).toMatchObject({
      subjects: [
        { gained: [{ right: { atom: { action: "read" } } }], lost: [{ right: { atom: { action: "update" } } }] },
      ],
    });
    // The state is what the plan makes of it again: nothing is introduced.
    expect(findDifference(stored, after.graph, { at }).verdict).toBe("neither");
    expect(before.listAssumptions([])).toContain(
      "access_role.ferry was changed outside Terraform: it is taken as it is now.",
    );
  });

  it("has what was deleted", async () => {
    const { before: quiet } = await readPlan();
    const spare = quiet.reading.instances.find(({ address }) => address === "access_role.spare");
    await bench.admin.must({ method: "DELETE", path: `/roles/${String(spare?.state["id"])}` });
    const { before } = await readPlan();
    const gone = before.reading.drift?.find(({ stored }) => stored.address === "access_role.spare");
    expect(gone).toMatchObject({ stored: { state: { name: "spare-role" } }, seen: null });
    expect(before.reading.instances.map(({ address }) => address)).not.toContain("access_role.spare");
    expect(before.listAssumptions([])).toContain(
      "access_role.spare was deleted outside Terraform: it is taken to be gone.",
    );
  });
});
