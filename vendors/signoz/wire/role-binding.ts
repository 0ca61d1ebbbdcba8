import * as z from "zod";
import { receivedId } from "../../shared/wire/received.ts";
import { sentText, timestamps } from "./common.ts";
import { role } from "./role.ts";

export const serviceAccountRole = z.object({
  id: receivedId,
  serviceAccountId: receivedId,
  roleId: receivedId,
  role,
  ...timestamps,
});
export type ServiceAccountRole = z.output<typeof serviceAccountRole>;

export const userRole = z.object({ id: receivedId, userId: receivedId, roleId: receivedId, role, ...timestamps });
export type UserRole = z.output<typeof userRole>;

export const serviceAccountRoleBody = z.object({ serviceAccountId: sentText, roleId: sentText });

export const userRoleBody = z.object({ userId: sentText, roleId: sentText });
