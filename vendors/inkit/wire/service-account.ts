import * as z from "zod";
import { receivedId, receivedInstant } from "../../shared/wire/received.ts";
import { author, optionalText, timestamps } from "./common.ts";
import { roleCreation } from "./role.ts";

export const heldRole = z.object({ id: receivedId, name: z.string() });

/** An API key of the vendor's console, without its secret. */
export const serviceAccount = z.object({
  id: receivedId,
  name: z.string(),
  description: optionalText,
  roles: z.array(heldRole),
  /** Whether a secret was ever generated. */
  has_key: z.boolean(),
  /** When the current secret was generated; null if none was. Different for each generation of a key. */
  last_generated_at: receivedInstant.nullable(),
  created_by: author.nullable(),
  ...timestamps,
});
export type ServiceAccount = z.output<typeof serviceAccount>;

/** At least one role is required, existing or new. */
export const serviceAccountCreation = z.object({
  name: z.string(),
  description: optionalText,
  /** Ids. */
  roles: z.array(z.string()).default([]),
  /** Created together with the key, which holds them. */
  new_roles: z.array(roleCreation).default([]),
});
export type ServiceAccountCreation = z.input<typeof serviceAccountCreation>;

/** Missing members stay unchanged; `roles` replaces all roles, and `new_roles` are added. */
export const serviceAccountUpdate = z.object({
  name: z.string().optional(),
  description: z.string().nullable().optional(),
  roles: z.array(z.string()).optional(),
  new_roles: z.array(roleCreation).default([]),
});
export type ServiceAccountUpdate = z.input<typeof serviceAccountUpdate>;
