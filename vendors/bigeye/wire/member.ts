import * as z from "zod";
import { flag, id, listOf, reference, seconds, text } from "./common.ts";
import { serviceAccountBody } from "./service-account.ts";

/** A person or a service account. */
export const user = z.object({
  id,
  name: text,
  /** Empty for service accounts. */
  email: text,
  groups: listOf(reference),
  idpGroups: listOf(z.string()),
  isServiceAccount: flag,
  lastLoginAt: seconds,
});
export type User = z.output<typeof user>;

export const users = z.object({ users: listOf(user) });

export const wrappedUser = z.object({ user });

export const invitationBody = serviceAccountBody.extend({ email: text });
