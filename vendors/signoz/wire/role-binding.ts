import * as z from "zod";
import { sentText, timestamps } from "./common.ts";
import { role } from "./role.ts";

export const serviceAccountRole = z.object({
  id: z.string(),
  serviceAccountId: z.string(),
  roleId: z.string(),
  role,
  ...timestamps,
});
export type ServiceAccountRole = z.output<typeof serviceAccountRole>;

export const userRole = z.object({ id: z.string(), userId: z.string(), roleId: z.string(), role, ...timestamps });
export type UserRole = z.output<typeof userRole>;

export const serviceAccountRoleBody = z.object({ serviceAccountId: sentText, roleId: sentText });

export const userRoleBody = z.object({ userId: sentText, roleId: sentText });
