import { describe, expect, it } from "vitest";
import { parseVendorChoice } from "./accounts.ts";
import { readAccess, type SourceOptions } from "./read-source.ts";
import { type Block, createChange, createPlan as writePlan, type PlannedChange } from "./testing/documents.ts";

const after: SourceOptions = { side: null, vendors: [] };
const createPlan = (changes: readonly PlannedChange[], others: readonly Block[] = []): object =>
  writePlan(changes, [{ key: "access", vendor: "signoz" }, ...others]);
const canary = "canary-secret-4711";

function readInstances(document: object, options: SourceOptions = after) {
  return readAccess(JSON.stringify(document), options).reading.instances;
}

function readChange(change: PlannedChange, side: "before" | "after" = "after") {
  return readInstances(createPlan([change, createChange("anchor", ["no-op"])]), { side, vendors: [] }).filter(
    ({ address }) => address?.includes("anchor") === false,
  );
}

describe("a document that cannot be read", () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const modules = (depth: number): string => `${'{"child_modules":['.repeat(depth)}${"]}".repeat(depth)}`;
  it.each([
    { name: "nothing", text: " ", says: "is empty" },
    { name: "a truncated plan", text: JSON.stringify(createPlan([])).slice(0, -20), says: "it seems to be cut off" },
    { name: "a fault inside", text: `{"format_version":\n  "${canary}",,}`, says: "at line 2, column" },
    { name: "a number", text: "12", says: "nothing that can be read" },
    { name: "another tool's JSON", text: '{"Resources":{"Bucket":{}}}', says: "terraform show -json PLANFILE" },
    { name: "deep lists", text: deep, says: "nothing that can be read" },
    {
      name: "deep modules",
      text: `{"format_version":"1.0","values":{"root_module":${modules(5_000)}}}`,
      says: "nothing",
    },
    { name: "a saved plan", text: "PK\u0003\u0004…", says: "is a saved plan" },
    { name: "the wrapper's output", text: "[command]/bin/terraform show", says: "terraform_wrapper: false" },
    { name: "the log of a plan", text: '{"@level":"info"}\n{"@level":"info"}', says: "is the log of" },
    { name: "text for people in color", text: "\u001B[0mTerraform will", says: "is text for people" },
    { name: "text for people", text: "Terraform will perform", says: "terraform show -json" },
    {
      name: "a later plan",
      text: JSON.stringify({ ...createPlan([]), format_version: "2.0" }),
      says: '"2.0", and 1.x',
    },
    { name: "a plan without version", text: '{"planned_values":{}}', says: "nothing that can be read" },
    { name: "a plan that failed", text: JSON.stringify({ ...createPlan([]), errored: true }), says: "that failed" },
    { name: "a plan of others", text: JSON.stringify(createPlan([])), says: "nothing belongs to the provider" },
    { name: "an old state file", text: '{"version":3,"lineage":"x"}', says: "of version 3, and 4" },
    { name: "a later state", text: '{"format_version":"2.0","values":{}}', says: "is a state of format_version" },
  ])("says what it is and what to do: $name", ({ text, says }) => {
    expect(() => readAccess(text, after)).toThrow(says);
    expect(() => readAccess(text, after)).not.toThrow(canary);
  });

  it("has no sides unless it is a plan", () => {
    const state = { format_version: "1.0", values: {} };
    expect(() => readInstances(state, { ...after, side: "before" })).toThrow("Leave out --before");
  });
});

describe("a change of a plan", () => {
  it.each([
    { actions: ["no-op"], before: ["managed unchanged"], after: ["managed unchanged"] },
    { actions: ["create"], before: [], after: ["managed created"] },
    { actions: ["update"], before: ["managed unchanged"], after: ["managed updated"] },
    { actions: ["delete"], before: ["managed unchanged"], after: [] },
    { actions: ["forget"], before: ["managed unchanged"], after: ["left leftBehind"] },
    { actions: ["delete", "create"], before: ["managed unchanged"], after: ["managed replaced"] },
    { actions: ["create", "delete"], before: ["managed unchanged"], after: ["left replaced", "managed replaced"] },
    { actions: ["create", "forget"], before: ["managed unchanged"], after: ["left leftBehind", "managed replaced"] },
  ])("$actions is $before before and $after after", ({ actions, before, after: wanted }) => {
    const change = createChange("ferry", actions);
    const tell = (side: "before" | "after") =>
      readChange(change, side).map(({ presence, happening }) => `${presence} ${happening}`);
    expect({ before: tell("before"), after: tell("after") }).toEqual({ before, after: wanted });
  });

  it("of an import says so", () => {
    const change = createChange("ferry", ["no-op"]);
    const imported = { ...change, change: { ...change.change, importing: { id: "1" } } };
    expect(readChange(imported)).toMatchObject([{ happening: "imported" }]);
  });

  it("of a move has the old address before", () => {
    const moved = { ...createChange("ferry", ["no-op"]), previous_address: "access_role.boat" };
    expect(readChange(moved, "before")).toMatchObject([{ address: "access_role.boat" }]);
    expect(readChange(moved)).toMatchObject([{ address: "access_role.ferry" }]);
    const { moves } = readAccess(JSON.stringify(createPlan([moved])), after).reading;
    expect([...moves]).toEqual([["access_role.ferry", "access_role.boat"]]);
  });

  it("of what a replacement left over is an object of its own", () => {
    const deposed = { ...createChange("ferry", ["delete"]), deposed: "12ab" };
    expect(readChange(deposed, "before")).toMatchObject([{ address: "access_role.ferry (deposed 12ab)" }]);
    expect(readChange(deposed)).toEqual([]);
  });

  it("that nobody knows is blind, and so is one of another form", () => {
    const odd = createPlan([
      createChange("ferry", ["vanish"]),
      createChange("boat", ["create"], { values: { name: ["x"] } }),
      createChange("raft", ["create"], { values: { name: "raft", sails: 3 } }),
    ]);
    const { blind } = readAccess(JSON.stringify(odd), after);
    expect(blind).toEqual([
      expect.stringMatching(/^access_role\.ferry: .*what Terraform means to do/),
      expect.stringMatching(/^access_role\.boat: `name` is a list; it must be text/),
      expect.stringMatching(/^access_role\.raft: `sails` is not looked at/),
    ]);
  });

  it("outside Terraform is told apart, and is no gap", () => {
    const drift = [createChange("ferry", ["update"])];
    const read = readAccess(
      JSON.stringify({ ...createPlan([createChange("ferry", ["no-op"])]), resource_drift: drift }),
      after,
    );
    expect(read.listAssumptions([]).join()).toContain("access_role.ferry was changed outside Terraform");
    expect(read.blind).toEqual([]);
  });

  it("that Terraform puts off is a gap", () => {
    const deferred = [{ reason: "x", resource_change: createChange("later", ["create"]) }];
    const plan = createPlan([createChange("ferry", ["no-op"])]);
    expect(readAccess(JSON.stringify({ ...plan, complete: false }), after).blind).toHaveLength(1);
    expect(readAccess(JSON.stringify({ ...plan, complete: false, deferred_changes: deferred }), after).blind).toEqual([
      "access_role.later: Terraform decides about it in a later run.",
    ]);
  });
});

describe("the vendor of an object", () => {
  const second = { key: "access.second", vendor: null } as const;

  it("is what its provider block says, else what --vendor says", () => {
    const plan = createPlan(
      [createChange("ferry", ["no-op"]), createChange("raft", ["no-op"], { provider: "access.second" })],
      [second],
    );
    const vendors = [parseVendorChoice("access.second=bigeye@https://bigeye.example.com")];
    expect(readInstances(plan, { ...after, vendors }).map(({ account }) => account)).toEqual([
      { vendor: "signoz", alias: "access", endpoint: null, organization: null },
      { vendor: "bigeye", alias: "access.second", endpoint: "https://bigeye.example.com", organization: null },
    ]);
  });

  it("is blind if nobody says it", () => {
    const plan = createPlan(
      [createChange("ferry", ["no-op"]), createChange("raft", ["no-op"], { provider: "access.second" })],
      [second],
    );
    expect(readAccess(JSON.stringify(plan), after).blind).toEqual([
      expect.stringMatching(/^access_role\.raft: nothing says which vendor .*--vendor 'access_role\.raft=NAME'/),
    ]);
  });

  it("is not guessed for what the configuration has no more where there are two blocks", () => {
    const plan = createPlan(
      [createChange("gone", ["delete"], { provider: null }), createChange("ferry", ["no-op"])],
      [second],
    );
    const options = { side: "before", vendors: [] } as const;
    expect(readAccess(JSON.stringify(plan), options).blind).toEqual([expect.stringMatching(/^access_role\.gone: /)]);
    const alone = createPlan([createChange("gone", ["delete"], { provider: null }), createChange("ferry", ["no-op"])]);
    expect(readInstances(alone, options).map(({ account }) => account.vendor)).toEqual(["signoz", "signoz"]);
  });

  it.each([
    { text: "acme", says: "unknown vendor" },
    { text: "signos", says: "Did you mean signoz?" },
    { text: "signoz@nowhere", says: "[ADDRESS=]NAME[@ENDPOINT]" },
    { text: "", says: "[ADDRESS=]NAME[@ENDPOINT]" },
  ])("fails for --vendor $text", ({ text, says }) => {
    expect(() => parseVendorChoice(text)).toThrow(says);
  });

  it("fails where --vendor names what is not there", () => {
    const plan = createPlan([createChange("ferry", ["no-op"])]);
    const vendors = [parseVendorChoice("access_role.fery=signoz")];
    expect(() => readInstances(plan, { ...after, vendors })).toThrow("has nothing at access_role.fery");
  });

  it("is asked for where no state says it, and an index is part of the address", () => {
    const address = 'module.bots["a.b=c"].access_role.ferry["x"]';
    const provider_name = "registry.terraform.io/latchkey/access";
    const role = {
      address,
      type: "access_role",
      name: "ferry",
      mode: "managed",
      provider_name,
      values: { name: "ferry" },
    };
    const root_module = { child_modules: [{ address: 'module.bots["a.b=c"]', resources: [role] }] };
    const state = { format_version: "1.0", values: { root_module } };
    expect(() => readInstances(state)).toThrow("nothing could be looked at");
    const vendors = [parseVendorChoice('module.bots["a.b=c"]=signoz')];
    expect(readInstances(state, { ...after, vendors })).toMatchObject([{ address, account: { vendor: "signoz" } }]);
  });
});

describe("secrets", () => {
  it("are dropped while a document is decoded", () => {
    const values = { name: "ferry-key", secret: canary, service_account_id: "7" };
    const key = createChange("ferry", ["no-op"], { values, noun: "key" });
    const [instance] = readInstances(createPlan([key]));
    expect(instance?.state["secret"]).toBe("[secret]");
    const { graph, blind } = readAccess(JSON.stringify(createPlan([key])), after);
    expect(JSON.stringify([instance?.state["name"], graph.statements, blind])).not.toContain(canary);
  });
});
