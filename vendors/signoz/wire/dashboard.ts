import * as z from "zod";
import { receivedId } from "../../shared/wire/received.ts";
import { sentFlag, sentText, timestamps } from "./common.ts";

/** A dashboard of the v1 API. `data` is the dashboard's document and is not parsed. */
export const dashboard = z.object({
  id: receivedId,
  ...timestamps,
  createdBy: z.string().optional(),
  updatedBy: z.string().optional(),
  locked: z.boolean().optional(),
  data: z.record(z.string(), z.unknown()),
});

export const dashboardBody = z.record(z.string(), z.unknown());

/** A dashboard of the v2 API: the members of its document (`name`, `schemaVersion`, `spec`, `tags`) beside its own. */
export const dashboardV2 = z.looseObject({ id: receivedId, ...timestamps, locked: z.boolean() });

export const dashboardList = z.object({
  dashboards: z.array(dashboardV2.extend({ pinned: z.boolean() })),
  total: z.number(),
});

/** JSON Patch (RFC 6902). */
export const dashboardPatch = z.array(
  z.object({ op: z.string(), path: z.string(), value: z.unknown().optional(), from: z.string().optional() }),
);

export const publicDashboard = z.object({
  timeRangeEnabled: z.boolean(),
  defaultTimeRange: z.string(),
  publicPath: z.string(),
});

export const publicDashboardBody = z.object({ timeRangeEnabled: sentFlag, defaultTimeRange: sentText });
