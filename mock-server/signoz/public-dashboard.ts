import { z } from "zod";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { publicDashboard, publicDashboardBody } from "#vendors/signoz/wire/dashboard.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { getDashboard } from "./dashboard.ts";
import { endpoint } from "./endpoint.ts";
import { alreadyExists, notFound } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { everyObject, objectInPath } from "./permission-targets.ts";

/** Its id is the dashboard's. */
const row = z
  .object({ id: z.string(), publicId: z.string(), timeRangeEnabled: z.boolean(), defaultTimeRange: z.string() })
  .readonly();

const tables = { publicDashboards: defineTable({ name: "signoz/public-dashboards", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

async function getPublic(instance: Instance, id: string): Promise<Row<"publicDashboards">> {
  const row = await instance.publicDashboards.get((await getDashboard(instance, id)).id);
  if (row !== undefined) return row;
  throw notFound("public_dashboard_not_found", `dashboard ${id} is not public`);
}

const path = "/api/v1/dashboards/{id}/public";
const kind = "public-dashboard";
const permitted = { kind: "permitted" } as const;
// To publish a dashboard and to take that back is to change it.
const changing = { verb: "update", kind: "dashboard", on: objectInPath("id") } as const;
const missing = { 400: ["invalid_selector"], 404: ["dashboard_not_found", "public_dashboard_not_found"] } as const;

const routes = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreatePublicDashboard",
    gate: { ...permitted, needs: [{ verb: "create", kind, on: everyObject }, changing] },
    body: publicDashboardBody,
    replies: { 201: success(createdBody) },
    errors: {
      400: ["invalid_selector"],
      404: ["dashboard_not_found"],
      409: ["public_dashboard_already_exists"],
    },
    async handle(instance, { params, body }) {
      const { id } = await getDashboard(instance, params["id"] ?? "");
      if ((await instance.publicDashboards.get(id)) !== undefined) {
        throw alreadyExists("public_dashboard_already_exists", `dashboard ${id} is public already`);
      }
      const publicId = instance.newId();
      await instance.publicDashboards.put({ id, publicId, ...body });
      return created({ id: publicId });
    },
  }),
  endpoint({
    method: "GET",
    path,
    operationId: "GetPublicDashboard",
    gate: { ...permitted, needs: [{ verb: "read", kind, on: objectInPath("id") }] },
    replies: { 200: success(publicDashboard) },
    errors: missing,
    async handle(instance, { params: { id = "" } }) {
      const { publicId, timeRangeEnabled, defaultTimeRange } = await getPublic(instance, id);
      return found({ timeRangeEnabled, defaultTimeRange, publicPath: `/public/dashboard/${publicId}` });
    },
  }),
  endpoint({
    method: "PUT",
    path,
    operationId: "UpdatePublicDashboard",
    gate: { ...permitted, needs: [{ verb: "update", kind, on: objectInPath("id") }, changing] },
    body: publicDashboardBody,
    replies: { 204: null },
    errors: missing,
    async handle(instance, { params: { id = "" }, body }) {
      await instance.publicDashboards.patch((await getPublic(instance, id)).id, body);
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path,
    operationId: "DeletePublicDashboard",
    gate: { ...permitted, needs: [{ verb: "delete", kind, on: objectInPath("id") }, changing] },
    replies: { 204: null },
    errors: missing,
    async handle(instance, { params: { id = "" } }) {
      await instance.publicDashboards.remove((await getPublic(instance, id)).id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
