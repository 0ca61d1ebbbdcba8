import * as z from "zod";
import { receivedInstant } from "../../shared/wire/received.ts";
import * as rules from "../facts/data/limits.ts";
import { assignment, atLeastOne, id, sentAccountRole, sentName } from "./common.ts";

export const userStatuses = ["ACTIVE", "INVITED", "EXPIRED"] as const;

export const user = z.object({
  id,
  name: z.string(),
  email: z.string(),
  created_at: receivedInstant,
  /** `ACTIVE`, `INVITED` or `EXPIRED`. */
  status: z.string(),
  role: assignment,
  is_developer: z.boolean(),
});
export type User = z.output<typeof user>;

/** For an invitation that is open already, Arize answers 200 and omits both. */
export const createdUser = user.extend({
  invite_mode: z.string().optional(),
  temporary_password: z.string().optional(),
});
export type CreatedUser = z.output<typeof createdUser>;

export const userCreation = z.strictObject({
  name: sentName,
  email: z.email(),
  role: sentAccountRole,
  invite_mode: z.enum(rules.inviteModes),
  is_developer: z.boolean().optional(),
});
export type UserCreation = z.output<typeof userCreation>;

export const userUpdate = atLeastOne(
  z.strictObject({ name: z.string().trim().min(1).max(255), is_developer: z.boolean() }).partial(),
);
export type UserUpdate = z.output<typeof userUpdate>;
