import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { dashboard, dashboardBody } from "#vendors/signoz/wire/dashboard.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { createdJson, foundJson } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import { notFound } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";

const row = z
  .object({
    id: z.string(),
    createdBy: z.string(),
    updatedBy: z.string(),
    /** Its JSON, as it was sent. */
    data: z.string(),
    locked: z.boolean().default(false),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = { dashboards: defineTable({ name: "signoz/dashboards", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

// Simplified, so that rights can be seen in use: the v1 API tests the assigned managed role alone, the v2 API
// (dashboard-v2.ts) tests each dashboard. Their documents are taken as they come, and both APIs share them.
const path = "/api/v1/dashboards";

function dashboardJson({ data, ...row }: Row<"dashboards">): string {
  return `${JSON.stringify(row).slice(0, -1)},"data":${data}}`;
}

/** A body as it is kept: null is an empty document, as in Go. */
export function toDocument(text: string): string {
  return text.trim() === "null" ? "{}" : text;
}

async function listJson(instance: Instance): Promise<string> {
  return `[${(await instance.dashboards.list()).map(dashboardJson).join(",")}]`;
}

export async function getDashboard(instance: Instance, id: string): Promise<Row<"dashboards">> {
  const row = await instance.dashboards.get(id);
  if (row !== undefined) return row;
  throw notFound("dashboard_not_found", `dashboard ${id} does not exist`);
}

export async function addDashboard(
  instance: Instance,
  { principal }: Caller,
  data: string,
): Promise<Row<"dashboards">> {
  const at = instance.timestamp();
  const row: Row<"dashboards"> = {
    id: instance.newId(),
    createdAt: at,
    updatedAt: at,
    createdBy: principal,
    updatedBy: principal,
    data,
    locked: false,
  };
  await instance.dashboards.put(row);
  return row;
}

const routes = [
  endpoint({
    method: "GET",
    path: path,
    operationId: "ListDashboards",
    gate: { kind: "assigned", level: "viewer" },
    replies: { 200: success(z.array(dashboard)) },
    errors: {},
    handle: async (instance) => foundJson(await listJson(instance)),
  }),
  endpoint({
    method: "POST",
    path: path,
    operationId: "CreateDashboard",
    gate: { kind: "assigned", level: "editor" },
    body: dashboardBody,
    replies: { 201: success(dashboard) },
    errors: {},
    handle: async (instance, request) =>
      createdJson(dashboardJson(await addDashboard(instance, callerOf(request), toDocument(request.text)))),
  }),
];

export const noun = defineMockNoun({ tables, routes });
