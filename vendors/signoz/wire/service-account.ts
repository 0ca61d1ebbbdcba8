import * as z from "zod";
import { receivedId } from "../../shared/wire/received.ts";
import { sentText, timestamps } from "./common.ts";
import { serviceAccountRole } from "./role-binding.ts";

export const serviceAccount = z.object({
  id: receivedId,
  name: z.string(),
  email: z.string(),
  /** `active` or `deleted`; SigNoz keeps returning deleted accounts. */
  status: z.string(),
  orgId: receivedId,
  ...timestamps,
});
export type ServiceAccount = z.output<typeof serviceAccount>;

export const serviceAccountWithRoles = serviceAccount.extend({
  /** Null, not `[]`, if no role is assigned. */
  serviceAccountRoles: z.array(serviceAccountRole).nullable(),
});
export type ServiceAccountWithRoles = z.output<typeof serviceAccountWithRoles>;

export const serviceAccountBody = z.object({ name: sentText });
