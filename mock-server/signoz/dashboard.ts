import { z } from "zod";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { dashboard, dashboardBody } from "#vendors/signoz/wire/dashboard.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, createdJson, done, foundJson } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import { notFound } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import { everyObject, objectInPath } from "./permission-targets.ts";

const row = z
  .object({
    id: z.string(),
    createdBy: z.string(),
    updatedBy: z.string(),
    /** Its JSON, as it was sent. */
    data: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = { dashboards: defineTable({ name: "signoz/dashboards", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

// Simplified, so that rights can be seen in use: the v1 API tests the assigned managed role alone, the v2 API tests each
// dashboard. Their documents are taken as they come, and both APIs share them.
const oldPath = "/api/v1/dashboards";
const path = "/api/v2/dashboards";

function dashboardJson({ data, ...row }: Row<"dashboards">): string {
  return `${JSON.stringify({ ...row, locked: false }).slice(0, -1)},"data":${data}}`;
}

/** A body as it is kept: null is an empty document, as in Go. */
function toDocument(text: string): string {
  return text.trim() === "null" ? "{}" : text;
}

async function listJson(instance: Instance): Promise<string> {
  return `[${(await instance.dashboards.list()).map(dashboardJson).join(",")}]`;
}

async function getDashboard(instance: Instance, id: string): Promise<Row<"dashboards">> {
  const row = await instance.dashboards.get(id);
  if (row !== undefined) return row;
  throw notFound("dashboard_not_found", `dashboard ${id} does not exist`);
}

async function addDashboard(instance: Instance, { principal }: Caller, data: string): Promise<Row<"dashboards">> {
  const at = instance.timestamp();
  const row: Row<"dashboards"> = {
    id: instance.newId(),
    createdAt: at,
    updatedAt: at,
    createdBy: principal,
    updatedBy: principal,
    data,
  };
  await instance.dashboards.put(row);
  return row;
}

const onDashboard = { kind: "dashboard", on: objectInPath("id") } as const;
const onEvery = { kind: "dashboard", on: everyObject } as const;
const missing = { 400: ["invalid_selector"], 404: ["dashboard_not_found"] } as const;

const oldRoutes = [
  endpoint({
    method: "GET",
    path: oldPath,
    operationId: "ListDashboards",
    gate: { kind: "assigned", level: "viewer" },
    replies: { 200: success(z.array(dashboard)) },
    errors: {},
    handle: async (instance) => foundJson(await listJson(instance)),
  }),
  endpoint({
    method: "POST",
    path: oldPath,
    operationId: "CreateDashboard",
    gate: { kind: "assigned", level: "editor" },
    body: dashboardBody,
    replies: { 201: success(dashboard) },
    errors: {},
    handle: async (instance, request) =>
      createdJson(dashboardJson(await addDashboard(instance, callerOf(request), toDocument(request.text)))),
  }),
];

const reads = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListDashboardsV2",
    gate: { kind: "permitted", level: "viewer", needs: [{ verb: "list", ...onEvery }] },
    replies: { 200: success(z.array(dashboard)) },
    errors: {},
    handle: async (instance) => foundJson(await listJson(instance)),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetDashboardV2",
    gate: { kind: "permitted", level: "viewer", needs: [{ verb: "read", ...onDashboard }] },
    replies: { 200: success(dashboard) },
    errors: missing,
    handle: async (instance, { params: { id = "" } }) => foundJson(dashboardJson(await getDashboard(instance, id))),
  }),
];

const writes = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreateDashboardV2",
    gate: { kind: "permitted", level: "editor", needs: [{ verb: "create", ...onEvery }] },
    body: dashboardBody,
    replies: { 201: success(createdBody) },
    errors: {},
    handle: async (instance, request) =>
      created({ id: (await addDashboard(instance, callerOf(request), toDocument(request.text))).id }),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "UpdateDashboardV2",
    gate: { kind: "permitted", level: "editor", needs: [{ verb: "update", ...onDashboard }] },
    body: dashboardBody,
    replies: { 204: null },
    errors: missing,
    async handle(instance, request) {
      const { id } = await getDashboard(instance, request.params["id"] ?? "");
      const change = {
        data: toDocument(request.text),
        updatedAt: instance.timestamp(),
        updatedBy: callerOf(request).principal,
      };
      await instance.dashboards.patch(id, change);
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteDashboardV2",
    gate: { kind: "permitted", level: "editor", needs: [{ verb: "delete", ...onDashboard }] },
    replies: { 204: null },
    errors: missing,
    async handle(instance, { params: { id = "" } }) {
      await instance.dashboards.remove((await getDashboard(instance, id)).id);
      return done;
    },
  }),
  endpoint({
    method: "POST",
    path: `${path}/{id}/clone`,
    operationId: "CloneDashboardV2",
    gate: {
      kind: "permitted",
      level: "editor",
      needs: [
        { verb: "read", ...onDashboard },
        { verb: "create", ...onEvery },
      ],
    },
    replies: { 201: success(createdBody) },
    errors: missing,
    async handle(instance, request) {
      const { data } = await getDashboard(instance, request.params["id"] ?? "");
      return created({ id: (await addDashboard(instance, callerOf(request), data)).id });
    },
  }),
];

export const noun = defineMockNoun({ tables, routes: [...oldRoutes, ...reads, ...writes] });
