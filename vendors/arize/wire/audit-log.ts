import * as z from "zod";
import { receivedInstant } from "../../shared/wire/received.ts";
import { id } from "./common.ts";

export const auditOperations = ["QUERY", "MUTATION", "SUBSCRIPTION"] as const;

export const auditLog = z.object({
  id,
  user_id: id,
  ip: z.string(),
  operation_type: z.string(),
  operation_name: z.string().nullish(),
  operation_text: z.string().nullish(),
  variables: z.string().nullish(),
  created_at: receivedInstant,
});
