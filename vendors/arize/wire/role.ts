import * as z from "zod";
import { receivedInstant } from "../../shared/wire/received.ts";
import * as rules from "../facts/data/limits.ts";
import { permissionNames } from "../facts/data/catalog.ts";
import { atLeastOne, id, sentDescription, sentText } from "./common.ts";

export const stamps = { created_at: receivedInstant, updated_at: receivedInstant };

export const role = z.object({
  id,
  name: z.string(),
  description: z.string().optional(),
  permissions: z.array(z.string()),
  is_predefined: z.boolean(),
  ...stamps,
});
export type Role = z.output<typeof role>;

const roleFields = {
  name: sentText(rules.roleName),
  permissions: z.array(z.enum(permissionNames)).min(1),
};

export const roleCreation = z.strictObject({ ...roleFields, description: sentDescription.optional() });
export type RoleCreation = z.output<typeof roleCreation>;

/** `permissions` replaces all permissions; a null `description` removes it. */
export const roleUpdate = atLeastOne(
  z.strictObject({ ...roleFields, description: sentDescription.nullable() }).partial(),
);
export type RoleUpdate = z.output<typeof roleUpdate>;
