import { z } from "zod";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { dashboard, dashboardBody } from "#vendors/signoz/wire/dashboard.ts";
import { type Endpoint, bodyEndpoint, callerOf, endpoint } from "./endpoint.ts";
import { notFound } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { created, done, foundJson } from "./outcome.ts";
import type { DashboardRow } from "./tables.ts";

// Simplified, so that rights can be seen in use: the v1 API tests the assigned managed role alone, the v2 API tests each
// dashboard (signoz.md §2.2). Their documents are taken as they come, and both APIs share them.
const oldPath = "/api/v1/dashboards";
const path = "/api/v2/dashboards";

function json({ data, ...row }: DashboardRow): string {
  return `${JSON.stringify({ ...row, locked: false }).slice(0, -1)},"data":${data}}`;
}

/** A body as it is kept: null is an empty document, as in Go. */
function documentOf(text: string): string {
  return text.trim() === "null" ? "{}" : text;
}

async function listJson(instance: Instance): Promise<string> {
  return `[${(await instance.dashboards.list()).map(json).join(",")}]`;
}

async function dashboardAt(instance: Instance, id: string): Promise<DashboardRow> {
  const row = await instance.dashboards.get(id);
  if (row !== undefined) return row;
  throw notFound("dashboard_not_found", `dashboard ${id} does not exist`);
}

async function add(instance: Instance, { principal }: Caller, data: string): Promise<DashboardRow> {
  const at = instance.timestamp();
  const row: DashboardRow = {
    ...{ id: instance.newId(), createdAt: at, updatedAt: at },
    ...{ createdBy: principal, updatedBy: principal, data },
  };
  await instance.dashboards.put(row);
  return row;
}

const onDashboard = { kind: "dashboard", on: "dashboard in path" } as const;
const onEvery = { kind: "dashboard", on: "every" } as const;
const missing = { 400: ["invalid_selector"], 404: ["dashboard_not_found"] } as const;

const oldEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: oldPath,
    operationId: "ListDashboards",
    gate: { kind: "assigned", level: "viewer" },
    replies: { 200: success(z.array(dashboard)) },
    errors: {},
    handle: async (instance) => foundJson(await listJson(instance)),
  }),
  bodyEndpoint({
    method: "POST",
    path: oldPath,
    operationId: "CreateDashboard",
    gate: { kind: "assigned", level: "editor" },
    body: dashboardBody,
    replies: { 201: success(dashboard) },
    errors: {},
    handle: async (instance, request) => ({
      kind: "data",
      status: 201,
      json: json(await add(instance, callerOf(request), documentOf(request.text))),
    }),
  }),
];

const reads: readonly Endpoint[] = [
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
    handle: async (instance, { params: { id = "" } }) => foundJson(json(await dashboardAt(instance, id))),
  }),
];

const writes: readonly Endpoint[] = [
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "CreateDashboardV2",
    gate: { kind: "permitted", level: "editor", needs: [{ verb: "create", ...onEvery }] },
    body: dashboardBody,
    replies: { 201: success(createdBody) },
    errors: {},
    handle: async (instance, request) =>
      created({ id: (await add(instance, callerOf(request), documentOf(request.text))).id }),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "UpdateDashboardV2",
    gate: { kind: "permitted", level: "editor", needs: [{ verb: "update", ...onDashboard }] },
    body: dashboardBody,
    replies: { 204: null },
    errors: missing,
    async handle(instance, request) {
      const { id } = await dashboardAt(instance, request.params["id"] ?? "");
      const change = {
        data: documentOf(request.text),
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
      await instance.dashboards.remove((await dashboardAt(instance, id)).id);
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
      const { data } = await dashboardAt(instance, request.params["id"] ?? "");
      return created({ id: (await add(instance, callerOf(request), data)).id });
    },
  }),
];

export const dashboardEndpoints: readonly Endpoint[] = [...oldEndpoints, ...reads, ...writes];
