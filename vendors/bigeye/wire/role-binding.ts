import * as z from "zod";
import { enumeration } from "./common.ts";
import { id, listOf, optionalId, reference, text } from "./common.ts";
import { role } from "./role.ts";

export const grant = z.object({ id, role, group: reference, workspace: reference });
export type Grant = z.output<typeof grant>;

const grantAsSent = z.object({
  id: optionalId,
  role: z.object({ id: optionalId }).nullish(),
  group: z.object({ id: optionalId }).nullish(),
  workspace: z.object({ id: optionalId }).nullish(),
});
export type GrantAsSent = z.output<typeof grantAsSent>;

/** It is not documented whether the response has the id of a new grant. */
export const grantChange = z.object({
  successfulRequests: listOf(grantAsSent),
  failedUpdates: listOf(z.object({ request: grantAsSent.nullish(), reason: text })),
});
export type GrantChange = z.output<typeof grantChange>;

export const grantsBody = z.object({
  operation: enumeration("ROLE_OPERATION", ["GRANT", "REVOKE"]),
  requests: listOf(grantAsSent),
});
