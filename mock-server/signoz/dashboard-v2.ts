import { success } from "#vendors/signoz/wire/common.ts";
import { dashboardBody, dashboardList, dashboardPatch, dashboardV2 } from "#vendors/signoz/wire/dashboard.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { type Outcome, createdJson, done, foundJson } from "../shared/outcome.ts";
import { addDashboard, getDashboard, toDocument } from "./dashboard.ts";
import { type Admitted, callerOf, endpoint } from "./endpoint.ts";
import type { Instance, Row } from "./instance.ts";
import { documentJson } from "./json.ts";
import { patchDocument } from "./json-patch.ts";
import { everyObject, objectInPath } from "./permission-targets.ts";

// Documents are not checked: only who may do what to which dashboard is the vendor's. A lock is shown, and stops nobody.
const path = "/api/v2/dashboards";

function dashboardJson({ data, ...row }: Row<"dashboards">): string {
  return documentJson(data, row);
}

export async function listDashboards(instance: Instance, pinned: ReadonlySet<string>): Promise<Outcome> {
  const rows = await instance.dashboards.list();
  const listed = rows.map(({ data, ...row }) => documentJson(data, { ...row, pinned: pinned.has(row.id) }));
  return foundJson(`{"dashboards":[${listed.join(",")}],"total":${rows.length}}`);
}

type Asked = Pick<Admitted<unknown>, "params" | "caller">;

async function change(
  instance: Instance,
  asked: Asked,
  toChange: (row: Row<"dashboards">) => Partial<Row<"dashboards">>,
) {
  const row = await getDashboard(instance, asked.params["id"] ?? "");
  const made = { updatedAt: instance.timestamp(), updatedBy: callerOf(asked).principal };
  const changed = await instance.dashboards.patch(row.id, { ...toChange(row), ...made });
  return foundJson(dashboardJson(changed ?? row));
}

const onDashboard = { kind: "dashboard", on: objectInPath("id") } as const;
const onEvery = { kind: "dashboard", on: everyObject } as const;
const editing = { kind: "permitted", level: "editor" } as const;
const viewing = { kind: "permitted", level: "viewer" } as const;
const updating = { ...editing, needs: [{ verb: "update", ...onDashboard }] } as const;
const missing = { 400: ["invalid_selector"], 404: ["dashboard_not_found"] } as const;

const reads = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListDashboardsV2",
    gate: { ...viewing, needs: [{ verb: "list", ...onEvery }] },
    replies: { 200: success(dashboardList) },
    errors: {},
    handle: (instance) => listDashboards(instance, new Set()),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetDashboardV2",
    gate: { ...viewing, needs: [{ verb: "read", ...onDashboard }] },
    replies: { 200: success(dashboardV2) },
    errors: missing,
    handle: async (instance, { params: { id = "" } }) => foundJson(dashboardJson(await getDashboard(instance, id))),
  }),
];

const creations = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreateDashboardV2",
    gate: { ...editing, needs: [{ verb: "create", ...onEvery }] },
    body: dashboardBody,
    replies: { 201: success(dashboardV2) },
    errors: {},
    handle: async (instance, request) =>
      createdJson(dashboardJson(await addDashboard(instance, callerOf(request), toDocument(request.text)))),
  }),
  endpoint({
    method: "POST",
    path: `${path}/{id}/clone`,
    operationId: "CloneDashboardV2",
    gate: {
      ...editing,
      needs: [
        { verb: "read", ...onDashboard },
        { verb: "create", ...onEvery },
      ],
    },
    replies: { 201: success(dashboardV2) },
    errors: missing,
    async handle(instance, request) {
      const { data } = await getDashboard(instance, request.params["id"] ?? "");
      return createdJson(dashboardJson(await addDashboard(instance, callerOf(request), data)));
    },
  }),
];

const changes = [
  endpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "UpdateDashboardV2",
    gate: updating,
    body: dashboardBody,
    replies: { 200: success(dashboardV2) },
    errors: missing,
    handle: (instance, request) => change(instance, request, () => ({ data: toDocument(request.text) })),
  }),
  endpoint({
    method: "PATCH",
    path: `${path}/{id}`,
    operationId: "PatchDashboardV2",
    gate: updating,
    body: dashboardPatch,
    replies: { 200: success(dashboardV2) },
    errors: { 400: ["invalid_selector", "invalid_input"], 404: ["dashboard_not_found"] },
    handle: (instance, request) =>
      change(instance, request, ({ data }) => ({ data: patchDocument(data, request.body) })),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{id}/lock`,
    operationId: "LockDashboardV2",
    gate: updating,
    replies: { 204: null },
    errors: missing,
    async handle(instance, request) {
      await change(instance, request, () => ({ locked: true }));
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}/lock`,
    operationId: "UnlockDashboardV2",
    gate: updating,
    replies: { 204: null },
    errors: missing,
    async handle(instance, request) {
      await change(instance, request, () => ({ locked: false }));
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteDashboardV2",
    gate: { ...editing, needs: [{ verb: "delete", ...onDashboard }] },
    replies: { 204: null },
    errors: missing,
    async handle(instance, { params: { id = "" } }) {
      await getDashboard(instance, id);
      await instance.publicDashboards.remove(id);
      await instance.dashboards.remove(id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ routes: [...reads, ...creations, ...changes] });
