import * as z from "zod";
import { timestamps } from "./common.ts";

/** A dashboard of the v1 API. `data` is the dashboard's document and is not parsed. */
export const dashboard = z.object({
  id: z.string(),
  ...timestamps,
  createdBy: z.string().optional(),
  updatedBy: z.string().optional(),
  locked: z.boolean().optional(),
  data: z.record(z.string(), z.unknown()),
});

export const dashboardBody = z.record(z.string(), z.unknown());
