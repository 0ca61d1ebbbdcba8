import { expect, it } from "vitest";
import { z } from "zod";
import { created } from "#vendors/signoz/wire/common.ts";
import { dashboard } from "#vendors/signoz/wire/dashboard.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { createRole, group, holderOf } from "./fixtures.ts";

const latency = { title: "latency", widgets: [{ id: "1" }] };

async function make(client: Client): Promise<string> {
  return (await client.data(created, "CreateDashboardV2", { body: latency })).id;
}

function dashboardCases(client: () => Client): void {
  it("of the second API are made, read, changed, cloned and deleted", async () => {
    const id = await make(client());
    expect((await client().data(dashboard, "GetDashboardV2", { params: { id } })).data).toEqual(latency);
    const body = { title: "throughput" };
    expect(outcome(await client().call("UpdateDashboardV2", { params: { id }, body }))).toBe("204");
    const copy = (await client().data(created, "CloneDashboardV2", { params: { id } })).id;
    const listed = await client().data(z.array(dashboard), "ListDashboardsV2");
    expect(listed.filter((one) => [id, copy].includes(one.id)).map(({ data }) => data)).toEqual([body, body]);
    for (const one of [id, copy]) {
      expect(outcome(await client().call("DeleteDashboardV2", { params: { id: one } }))).toBe("204");
    }
    for (const operationId of ["GetDashboardV2", "UpdateDashboardV2", "DeleteDashboardV2", "CloneDashboardV2"]) {
      const asked = async (target: string) =>
        outcome(await client().call(operationId, { params: { id: target }, body: latency }));
      expect(await asked(id), operationId).toBe("404 dashboard_not_found");
      expect(await asked("latency"), operationId).toBe("400 invalid_selector");
    }
  });

  it("of the second API are tested one by one, and a clone needs both", async () => {
    const mine = await make(client());
    const other = await make(client());
    const asked = async (operationId: string, id: string, key: string) =>
      outcome(await client().call(operationId, { params: { id }, key }));
    const reads = [group("read", "metaresource/dashboard", mine)];
    const { secret: reader } = await holderOf(client(), await createRole(client(), reads));
    expect(await asked("GetDashboardV2", mine, reader)).toBe("200");
    expect(await asked("GetDashboardV2", other, reader)).toBe("403 authz_forbidden");
    expect(await asked("CloneDashboardV2", mine, reader)).toBe("403 authz_forbidden");
    const both = [...reads, group("create", "metaresource/dashboard", "*")];
    const { secret: cloner } = await holderOf(client(), await createRole(client(), both));
    expect(await asked("CloneDashboardV2", mine, cloner)).toBe("201");
    expect(await asked("CloneDashboardV2", other, cloner)).toBe("403 authz_forbidden");
    // The first API tests the assigned managed role alone.
    expect(outcome(await client().call("ListDashboards", { key: cloner }))).toBe("403 authz_forbidden");
  });
}

export const cases: ContractCases<Client> = { title: "dashboards", run: dashboardCases };
