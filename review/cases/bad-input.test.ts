import { describe, expect, it } from "vitest";
import { listSubjects } from "#access/graph/questions.ts";
import { parseVendorChoice } from "../accounts.ts";
import { readAccess } from "../read-source.ts";
import { createChange, createPlan, type PlannedChange } from "../testing/documents.ts";

const signoz = [{ key: "access", vendor: "signoz" }];

function read(changes: readonly PlannedChange[], blocks: Parameters<typeof createPlan>[1] = signoz) {
  return readAccess(JSON.stringify(createPlan(changes, blocks)), { side: null, vendors: [] });
}

const anchor = createChange("anchor", ["no-op"], { values: { id: "r0", permissions: [] } });

describe("a document of a newer version", () => {
  it("is blind for a noun that nobody here knows", () => {
    const { blind, reading } = read([anchor, createChange("gate", ["create"], { noun: "airlock" })]);
    expect(blind).toEqual([expect.stringMatching(/^access_airlock\.gate: .*does not know the type access_airlock/)]);
    expect(reading.instances).toHaveLength(1);
  });

  it("is blind for an attribute that the noun does not have here", () => {
    const { blind } = read([createChange("ferry", ["create"], { values: { permissions: [], powers: ["all"] } })]);
    expect(blind).toEqual([expect.stringMatching(/^access_role\.ferry: `powers` is not looked at/)]);
  });
});

describe("an attribute that one vendor alone has", () => {
  it("is no reason to stop under another vendor, and grants nothing there", () => {
    const access = { account_role: "ADMIN", organizations: [] };
    const values = { id: "k1", service_account_id: "a1", access };
    const account = createChange("robot", ["no-op"], { noun: "service_account", values: { id: "a1" } });
    const { graph } = read([account, createChange("deploy", ["create"], { noun: "key", values })]);
    expect(graph.credentials.size).toBe(1);
    expect([...graph.holdings.values()].flat().filter(({ grant }) => grant.kind === "level")).toEqual([]);
  });

  it("is blind where the vendor has no such noun", () => {
    const { blind } = read([anchor, createChange("crew", ["create"], { noun: "group", values: { id: "3" } })]);
    expect(blind).toEqual([expect.stringMatching(/^access_group\.crew: SigNoz has no group/)]);
  });
});

describe("a vendor that cannot be told", () => {
  it("is blind, and the rest is read", () => {
    const blocks = [...signoz, { key: "access.second", vendor: null }];
    const { blind, reading } = read([anchor, createChange("raft", ["no-op"], { provider: "access.second" })], blocks);
    expect(blind).toEqual([expect.stringMatching(/^access_role\.raft: nothing says which vendor/)]);
    expect(reading.instances).toHaveLength(1);
  });

  it("is an error where nothing else is left", () => {
    const alone = [createChange("raft", ["no-op"], { provider: "access.second" })];
    expect(() => read(alone, [{ key: "access.second", vendor: null }])).toThrow("nothing could be looked at");
  });
});

describe("50,000 objects", () => {
  it("of which no subject, role and scope is known are read, and bounded by anything", () => {
    const noun = "role_binding";
    const values = { id: "b", role_id: null, service_account_id: null, scope: null };
    const changes = Array.from({ length: 25_000 }, (_, index) => {
      const change = createChange(`b${index}`, ["create"], { noun, values });
      const after_unknown = { role_id: true, service_account_id: true };
      const account = createChange(`a${index}`, ["no-op"], { noun: "service_account", values: { id: `a${index}` } });
      return [account, { ...change, change: { ...change.change, after_unknown } }];
    }).flat();
    const text = JSON.stringify(createPlan(changes, signoz));
    const { graph } = readAccess(text, { side: null, vendors: [parseVendorChoice("signoz")] });
    expect(listSubjects(graph)).toHaveLength(25_000);
    expect([...graph.openHoldings.values()][0]).toHaveLength(25_000);
  });
});
