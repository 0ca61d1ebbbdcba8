import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { dashboardList } from "#vendors/signoz/wire/dashboard.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { listDashboards } from "./dashboard-v2.ts";
import { getDashboard } from "./dashboard.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import type { Instance } from "./instance.ts";
import { everyObject, objectInPath } from "./permission-targets.ts";

const row = z.object({ id: z.string(), owner: z.string(), dashboardId: z.string() }).readonly();

const tables = {
  dashboardPins: defineTable({ name: "signoz/dashboard-pins", row, indexes: { owner: ({ owner }) => owner } }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

async function findPin(instance: Instance, owner: string, dashboardId: string): Promise<string | undefined> {
  return (await instance.dashboardPins.find("owner", owner)).find((pin) => pin.dashboardId === dashboardId)?.id;
}

const path = "/api/v2/users/me/dashboards";
const pinning = {
  kind: "permitted",
  level: "viewer",
  needs: [{ verb: "read", kind: "dashboard", on: objectInPath("id") }],
} as const;

/** What somebody keeps at hand: who may read a dashboard may pin it. */
const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListDashboardsForUserV2",
    gate: { kind: "permitted", level: "viewer", needs: [{ verb: "list", kind: "dashboard", on: everyObject }] },
    replies: { 200: success(dashboardList) },
    errors: {},
    async handle(instance, request) {
      const pins = await instance.dashboardPins.find("owner", callerOf(request).principal);
      return listDashboards(instance, new Set(pins.map(({ dashboardId }) => dashboardId)));
    },
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{id}/pins`,
    operationId: "PinDashboardV2",
    gate: pinning,
    replies: { 204: null },
    errors: { 400: ["invalid_selector"], 404: ["dashboard_not_found"] },
    async handle(instance, request) {
      const { principal: owner } = callerOf(request);
      const { id: dashboardId } = await getDashboard(instance, request.params["id"] ?? "");
      const id = (await findPin(instance, owner, dashboardId)) ?? instance.newId();
      await instance.dashboardPins.put({ id, owner, dashboardId });
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}/pins`,
    operationId: "UnpinDashboardV2",
    gate: pinning,
    replies: { 204: null },
    errors: { 400: ["invalid_selector"] },
    async handle(instance, request) {
      const pin = await findPin(instance, callerOf(request).principal, request.params["id"] ?? "");
      if (pin !== undefined) await instance.dashboardPins.remove(pin);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
