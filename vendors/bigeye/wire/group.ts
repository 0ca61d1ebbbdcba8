import * as z from "zod";
import { id, listOf, reference, text } from "./common.ts";
import { user } from "./member.ts";
import { grant } from "./role-binding.ts";

export const group = z.object({
  id,
  name: text,
  users: listOf(reference),
  memberships: listOf(z.object({ user, membershipPaths: listOf(z.string()) })),
  grants: listOf(grant),
  idpGroups: listOf(z.string()),
});
export type Group = z.output<typeof group>;

export const groups = z.object({ groups: listOf(group) });

export const groupBody = z.object({ name: text, idpGroups: listOf(z.string()) });
export type GroupBody = z.output<typeof groupBody>;
