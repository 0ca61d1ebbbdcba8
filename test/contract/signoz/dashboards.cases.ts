import { describe, expect, it } from "vitest";
import { created } from "#vendors/signoz/wire/common.ts";
import { dashboardList, dashboardV2, publicDashboard } from "#vendors/signoz/wire/dashboard.ts";
import type { ContractCases } from "../cases.ts";
import { type Asking, type Client, outcome, unique } from "./client.ts";
import { createRole, group, holderOf, nobody, roleId } from "./fixtures.ts";

const kind = "metaresource/dashboard";
const publicKind = "metaresource/public-dashboard";
const spec = { display: { name: "Latency" }, panels: {}, layouts: [] };

function documentOf(name: string): Readonly<Record<string, unknown>> {
  return { schemaVersion: "v6", name, spec, tags: [] };
}

async function make(client: Client, name = unique("latency")): Promise<string> {
  return (await client.data(created, "CreateDashboardV2", { body: documentOf(name) })).id;
}

async function keyWith(client: Client, ...groups: Parameters<typeof group>[]): Promise<string> {
  const permissions = groups.map((one) => group(...one));
  return (await holderOf(client, await createRole(client, permissions))).secret;
}

const isOfOne = [
  "GetDashboardV2",
  "UpdateDashboardV2",
  "PatchDashboardV2",
  "DeleteDashboardV2",
  "CloneDashboardV2",
  "LockDashboardV2",
  "UnlockDashboardV2",
  "PinDashboardV2",
  "CreatePublicDashboard",
  "GetPublicDashboard",
  "UpdatePublicDashboard",
  "DeletePublicDashboard",
];

function lifeCases(client: () => Client): void {
  it("are made, read, changed, patched, locked, cloned and deleted", async () => {
    const name = unique("latency");
    const id = await make(client(), name);
    const params = { id };
    expect(await client().data(dashboardV2, "GetDashboardV2", { params })).toMatchObject({
      id,
      name,
      spec,
      locked: false,
    });
    const body = documentOf(unique("throughput"));
    expect(await client().data(dashboardV2, "UpdateDashboardV2", { params, body })).toMatchObject({ id, ...body });
    const patch = [
      { op: "replace", path: "/spec/display/name", value: "Patched" },
      { op: "add", path: "/tags/-", value: { key: "team", value: "terns" } },
      { op: "remove", path: "/spec/panels" },
    ];
    const patched = await client().data(dashboardV2, "PatchDashboardV2", { params, body: patch });
    const tags = [{ key: "team", value: "terns" }];
    expect(patched).toMatchObject({ tags, spec: { display: { name: "Patched" }, layouts: [] } });
    expect(patched["spec"]).not.toHaveProperty("panels");
    expect(outcome(await client().call("LockDashboardV2", { params }))).toBe("204");
    expect((await client().data(dashboardV2, "GetDashboardV2", { params })).locked).toBe(true);
    expect(outcome(await client().call("UnlockDashboardV2", { params }))).toBe("204");
    const copy = (await client().data(created, "CloneDashboardV2", { params })).id;
    const { dashboards, total } = await client().data(dashboardList, "ListDashboardsV2");
    expect(dashboards.map((one) => one.id)).toEqual(expect.arrayContaining([id, copy]));
    expect(total).toBe(dashboards.length);
    for (const one of [id, copy]) {
      expect(outcome(await client().call("DeleteDashboardV2", { params: { id: one } }))).toBe("204");
    }
  });

  it.each(isOfOne)("%s fails where there is none, and on an id that is none", async (operationId) => {
    const asked = async (id: string) => {
      const body = operationId === "PatchDashboardV2" ? [] : {};
      return outcome(await client().call(operationId, { params: { id }, body }));
    };
    expect(await asked(nobody)).toBe("404 dashboard_not_found");
    expect(await asked("latency")).toBe("400 invalid_selector");
  });

  it.each([
    [{ op: "replace", path: "/spec/absent", value: 1 }],
    [{ op: "add", path: "/absent/deep", value: 1 }],
    [{ op: "add", path: "/tags/7", value: 1 }],
    [{ op: "remove", path: "/tags/0" }],
    [{ op: "add", path: "/__proto__/polluted", value: 1 }],
    [{ op: "add", path: "/constructor/prototype/polluted", value: 1 }],
    [{ op: "add", path: "name", value: 1 }],
    [{ op: "move", path: "/name", from: "/spec" }],
  ])("fail on the patch %j, and stay as they are", async (...patch) => {
    const name = unique("latency");
    const params = { id: await make(client(), name) };
    expect(outcome(await client().call("PatchDashboardV2", { params, body: patch }))).toBe("400 invalid_input");
    expect(await client().data(dashboardV2, "GetDashboardV2", { params })).toMatchObject({ name, spec });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("are pinned, each by whoever may read it", async () => {
    const id = await make(client());
    const { secret: key } = await holderOf(client(), await roleId(client(), "signoz-viewer"));
    const isPinned = async (by: string) => {
      const { dashboards } = await client().data(dashboardList, "ListDashboardsForUserV2", { key: by });
      return dashboards.find((one) => one.id === id)?.pinned;
    };
    for (const call of ["PinDashboardV2", "PinDashboardV2"])
      expect(outcome(await client().call(call, { params: { id }, key }))).toBe("204");
    expect(await isPinned(key)).toBe(true);
    expect(await isPinned(client().target.token)).toBe(false);
    for (const call of ["UnpinDashboardV2", "UnpinDashboardV2"])
      expect(outcome(await client().call(call, { params: { id }, key }))).toBe("204");
    expect(await isPinned(key)).toBe(false);
    expect(outcome(await client().call("UnpinDashboardV2", { params: { id: "x" }, key }))).toBe("400 invalid_selector");
  });

  it("are public while there is a config of it", async () => {
    const params = { id: await make(client()) };
    const body = { timeRangeEnabled: true, defaultTimeRange: "10m" };
    const gone = "404 public_dashboard_not_found";
    for (const operationId of ["GetPublicDashboard", "UpdatePublicDashboard", "DeletePublicDashboard"]) {
      expect(outcome(await client().call(operationId, { params, body }))).toBe(gone);
    }
    expect(outcome(await client().call("CreatePublicDashboard", { params, body }))).toBe("201");
    expect(outcome(await client().call("CreatePublicDashboard", { params, body }))).toBe(
      "409 public_dashboard_already_exists",
    );
    const update = { params, body: { ...body, defaultTimeRange: "1h" } };
    expect(outcome(await client().call("UpdatePublicDashboard", update))).toBe("204");
    expect(await client().data(publicDashboard, "GetPublicDashboard", { params })).toMatchObject({
      defaultTimeRange: "1h",
    });
    expect(outcome(await client().call("DeletePublicDashboard", { params }))).toBe("204");
  });
}

function permissionCases(client: () => Client): void {
  const send = async (operationId: string, asking: Asking) => outcome(await client().call(operationId, asking));
  const asked = (operationId: string, id: string, key: string) =>
    send(operationId, { params: { id }, body: operationId === "PatchDashboardV2" ? [] : {}, key });

  it("are tested one by one, and a list shows them all", async () => {
    const mine = await make(client());
    const other = await make(client());
    const key = await keyWith(client(), ["read", kind, mine], ["list", kind, "*"], ["update", kind, mine]);
    for (const [operationId, want] of [
      ["GetDashboardV2", "200"],
      ["PinDashboardV2", "204"],
      ["UpdateDashboardV2", "200"],
      ["PatchDashboardV2", "200"],
      ["LockDashboardV2", "204"],
      ["UnlockDashboardV2", "204"],
    ] as const) {
      expect(await asked(operationId, mine, key), operationId).toBe(want);
      expect(await asked(operationId, other, key), operationId).toBe("403 authz_forbidden");
    }
    expect(await asked("DeleteDashboardV2", mine, key)).toBe("403 authz_forbidden");
    const { dashboards } = await client().data(dashboardList, "ListDashboardsV2", { key });
    expect(dashboards.map(({ id }) => id)).toEqual(expect.arrayContaining([mine, other]));
    // The first API tests the assigned managed role alone.
    expect(outcome(await client().call("ListDashboards", { key }))).toBe("403 authz_forbidden");
  });

  it("are cloned by whoever may read that one and create any", async () => {
    const mine = await make(client());
    const other = await make(client());
    const reader = await keyWith(client(), ["read", kind, mine]);
    expect(await asked("CloneDashboardV2", mine, reader)).toBe("403 authz_forbidden");
    const cloner = await keyWith(client(), ["read", kind, mine], ["create", kind, "*"]);
    expect(await asked("CloneDashboardV2", mine, cloner)).toBe("201");
    expect(await asked("CloneDashboardV2", other, cloner)).toBe("403 authz_forbidden");
  });

  it("are published, and taken back, by whoever may update them too", async () => {
    const id = await make(client());
    const rights = [
      ["CreatePublicDashboard", "create", "201"],
      ["DeletePublicDashboard", "delete", "204"],
    ] as const;
    for (const [operationId, verb, want] of rights) {
      const alone = await keyWith(client(), [verb, publicKind, "*"]);
      expect(await asked(operationId, id, alone), operationId).toBe("403 authz_forbidden");
      const both = await keyWith(client(), [verb, publicKind, "*"], ["update", kind, id]);
      expect(await asked(operationId, id, both), operationId).toBe(want);
    }
  });

  it("are an editor's to write, but not to publish, and a viewer's to read", async () => {
    const id = await make(client());
    const { secret: editor } = await holderOf(client(), await roleId(client(), "signoz-editor"));
    const { secret: viewer } = await holderOf(client(), await roleId(client(), "signoz-viewer"));
    const writes = [
      "UpdateDashboardV2",
      "CloneDashboardV2",
      "LockDashboardV2",
      "UnlockDashboardV2",
      "DeleteDashboardV2",
    ];
    for (const operationId of ["GetDashboardV2", "PinDashboardV2"]) {
      expect(await asked(operationId, id, viewer), operationId).toMatch(/^20/);
    }
    for (const operationId of writes)
      expect(await asked(operationId, id, viewer), operationId).toBe("403 authz_forbidden");
    for (const operationId of isOfOne.filter((name) => name.includes("Public"))) {
      expect(await asked(operationId, id, editor), operationId).toBe("403 authz_forbidden");
    }
    for (const operationId of writes) expect(await asked(operationId, id, editor), operationId).toMatch(/^20/);
  });
}

function dashboardCases(client: () => Client): void {
  describe("of the second API", () => lifeCases(client));
  describe("of the second API, by permission,", () => permissionCases(client));
}

export const cases: ContractCases<Client> = { title: "dashboards", run: dashboardCases };
