import * as z from "zod";
import { id } from "./common.ts";

export const restriction = z.object({ resource_type: z.string(), resource_id: id, created_at: z.string() });
export type Restriction = z.output<typeof restriction>;

export const restrictionCreation = z.strictObject({ resource_id: id });
