import * as z from "zod";
import { author, optionalText, timestamps } from "./common.ts";
import { roleCreation } from "./role.ts";

export const heldRole = z.object({ id: z.string(), name: z.string() });

/** An API key of the vendor's console: never with its secret. */
export const serviceAccount = z.object({
  id: z.string(),
  name: z.string(),
  description: optionalText,
  roles: z.array(heldRole),
  /** Whether a secret was ever generated. */
  has_key: z.boolean(),
  /** When the secret that works now was generated; null before the first. No two generations of one key have the same. */
  last_generated_at: z.string().nullable(),
  created_by: author.nullable(),
  ...timestamps,
});
export type ServiceAccount = z.output<typeof serviceAccount>;

/** At least one role, of those that exist or of the new ones. */
export const serviceAccountCreation = z.object({
  name: z.string(),
  description: optionalText,
  /** Ids. */
  roles: z.array(z.string()).default([]),
  /** Made with the key, and held by it. */
  new_roles: z.array(roleCreation).default([]),
});
export type ServiceAccountCreation = z.input<typeof serviceAccountCreation>;

/** What is left out stays; `roles` are all that it shall hold, and the new ones come on top. */
export const serviceAccountUpdate = z.object({
  name: z.string().optional(),
  description: z.string().nullable().optional(),
  roles: z.array(z.string()).optional(),
  new_roles: z.array(roleCreation).default([]),
});
export type ServiceAccountUpdate = z.input<typeof serviceAccountUpdate>;
