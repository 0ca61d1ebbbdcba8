import * as z from "zod";
import { receivedInstant } from "../../shared/wire/received.ts";
import { id } from "./common.ts";

export const restriction = z.object({ resource_type: z.string(), resource_id: id, created_at: receivedInstant });
export type Restriction = z.output<typeof restriction>;

export const restrictionCreation = z.strictObject({ resource_id: id });
