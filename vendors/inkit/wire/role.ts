import * as z from "zod";
import { receivedId } from "../../shared/wire/received.ts";
import { optionalText, timestamps } from "./common.ts";

export const role = z.object({
  id: receivedId,
  name: z.string(),
  description: optionalText,
  /** Such as `roles.create`. */
  permissions: z.array(z.string()),
  /** Whether it is a standard role. */
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

/** Missing members stay unchanged. */
export const roleUpdate = z.object({
  name: z.string().optional(),
  description: z.string().nullable().optional(),
  permissions: z.array(z.string()).optional(),
});
export type RoleUpdate = z.output<typeof roleUpdate>;
