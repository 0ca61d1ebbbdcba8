import { expect, it } from "vitest";
import { z } from "zod";
import { created } from "#vendors/signoz/wire/common.ts";
import { savedView } from "#vendors/signoz/wire/saved-view.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome, unique } from "./client.ts";
import { createRole, group, holderOf, nobody, roleId } from "./fixtures.ts";

const kind = "metaresource/saved-view";
const view = { source: "logs", schemaVersion: "v2", spec: { panelType: "table", queries: [] } };

async function make(client: Client, name = unique("view")): Promise<string> {
  return (await client.data(created, "CreateSavedView", { body: { name, ...view } })).id;
}

function savedViewCases(client: () => Client): void {
  const asked = async (operationId: string, id: string, key?: string) => {
    const asking = { params: { id }, body: view };
    return outcome(await client().call(operationId, key === undefined ? asking : { ...asking, key }));
  };

  it("are made, listed by name and source, read, changed but for the name, and deleted", async () => {
    const name = unique("view");
    const id = await make(client(), name);
    const list = (query: Readonly<Record<string, string>>) =>
      client().data(z.array(savedView), "ListSavedViews", { query });
    expect((await list({ name, source: "logs" })).map((one) => one.id)).toEqual([id]);
    expect(await list({ name, source: "traces" })).toEqual([]);
    const body = { ...view, source: "traces", spec: { panelType: "graph" } };
    expect(outcome(await client().call("UpdateSavedView", { params: { id }, body }))).toBe("204");
    expect(await client().data(savedView, "GetSavedView", { params: { id } })).toMatchObject({ id, name, ...body });
    expect(await asked("DeleteSavedView", id)).toBe("204");
    for (const operationId of ["GetSavedView", "UpdateSavedView", "DeleteSavedView"]) {
      expect(await asked(operationId, id)).toBe("404 saved_view_not_found");
      expect(await asked(operationId, "x")).toBe("400 invalid_selector");
    }
  });

  it("are tested one by one, and a list shows them all", async () => {
    const mine = await make(client());
    const other = await make(client());
    for (const [operationId, verb, want] of [
      ["GetSavedView", "read", "200"],
      ["UpdateSavedView", "update", "204"],
      ["DeleteSavedView", "delete", "204"],
    ] as const) {
      const role = await createRole(client(), [group(verb, kind, mine), group("list", kind, "*")]);
      const { secret: key } = await holderOf(client(), role);
      const listed = await client().data(z.array(savedView), "ListSavedViews", { key });
      expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining([mine, other]));
      expect(await asked(operationId, other, key), operationId).toBe("403 authz_forbidden");
      expect(await asked(operationId, nobody, key), operationId).toBe("403 authz_forbidden");
      expect(await asked(operationId, mine, key), operationId).toBe(want);
    }
  });

  it("are an editor's to write and a viewer's to read", async () => {
    const id = await make(client());
    const { secret: editor } = await holderOf(client(), await roleId(client(), "signoz-editor"));
    const { secret: viewer } = await holderOf(client(), await roleId(client(), "signoz-viewer"));
    for (const operationId of ["ListSavedViews", "GetSavedView"])
      expect(await asked(operationId, id, viewer)).toBe("200");
    for (const operationId of ["CreateSavedView", "UpdateSavedView", "DeleteSavedView"]) {
      expect(await asked(operationId, id, viewer), operationId).toBe("403 authz_forbidden");
      expect(await asked(operationId, id, editor), operationId).toMatch(/^20/);
    }
  });
}

export const cases: ContractCases<Client> = { title: "saved views", run: savedViewCases };
