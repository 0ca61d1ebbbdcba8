import { z } from "zod";
import { dashboard, dashboardBody, success } from "../../vendors/signoz/wire.ts";
import { type Endpoint, bodyEndpoint, callerOf, created, endpoint, found } from "./endpoint.ts";
import type { DashboardRow } from "./tables.ts";

// Simplified, so that a key's rights can be seen in use: the v1 API tests the assigned managed role alone (signoz.md
// §2.2), its document is taken as it comes, and neither reading one, changing, deleting nor locking is here.
const path = "/api/v1/dashboards";

function shown(row: DashboardRow): Readonly<Record<string, unknown>> {
  return { ...row, locked: false };
}

export const dashboardEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListDashboards",
    gate: { kind: "assigned", level: "viewer" },
    replies: { 200: success(z.array(dashboard)) },
    errors: {},
    handle: async (instance) => found((await instance.dashboards.list()).map(shown)),
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "CreateDashboard",
    gate: { kind: "assigned", level: "editor" },
    body: dashboardBody,
    replies: { 201: success(dashboard) },
    errors: {},
    async handle(instance, request) {
      const { principal } = callerOf(request);
      const at = instance.timestamp();
      const row: DashboardRow = {
        ...{ id: instance.newId(), createdAt: at, updatedAt: at },
        ...{ createdBy: principal, updatedBy: principal, data: request.body },
      };
      await instance.dashboards.put(row);
      return created(shown(row));
    },
  }),
];
