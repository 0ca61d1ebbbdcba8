import * as z from "zod";
import { optionalText, timestamps } from "./common.ts";

export const role = z.object({
  id: z.string(),
  name: z.string(),
  description: optionalText,
  /** As `roles.create`. */
  permissions: z.array(z.string()),
  /** Whether it is one of the vendor's own. */
  is_default: z.boolean(),
  ...timestamps,
});
export type Role = z.output<typeof role>;

export const roleCreation = z.object({
  name: z.string(),
  description: optionalText,
  permissions: z.array(z.string()),
});
export type RoleCreation = z.output<typeof roleCreation>;

/** What is left out stays. */
export const roleUpdate = z.object({
  name: z.string().optional(),
  description: z.string().nullable().optional(),
  permissions: z.array(z.string()).optional(),
});
export type RoleUpdate = z.output<typeof roleUpdate>;
