import * as z from "zod";
import { count, enumeration, id, listOf, optionalId, reference, text } from "./common.ts";

export const rolePermission = z.object({ domains: listOf(z.string()), actions: listOf(z.string()) });
export type RolePermission = z.output<typeof rolePermission>;

/** Bigeye never returns the base of a role. */
export const role = z.object({
  id,
  name: text,
  description: text,
  roleType: text,
  rolePermissions: listOf(rolePermission),
});
export type Role = z.output<typeof role>;

export const roles = z.object({ roles: listOf(role) });

export const roleAccessors = z.object({
  groups: listOf(z.object({ id, name: text, userCount: count, workspaces: listOf(reference) })),
  users: listOf(z.object({ id, name: text, email: text, groupIds: listOf(id), workspaces: listOf(reference) })),
});
export type RoleAccessors = z.output<typeof roleAccessors>;

const domainNames = [
  "ALL",
  "TABLE",
  "CUSTOM_RULE",
  "COLLECTION",
  "WORKSPACE_TAG",
  "WORKSPACE_TAG_ENTITY",
  "PROFILE",
  "SCAN_JOB",
  "DATA_CLASS",
  "CLASSIFIER",
];

export const roleBody = z.object({
  name: text,
  description: text,
  baseRole: enumeration("ROLE_TYPE", ["ADMIN", "MANAGE", "EDIT", "VIEW", "CUSTOM"]),
  rolePermissions: listOf(
    z.object({
      domains: listOf(enumeration("PERMISSION_DOMAIN", domainNames)),
      actions: listOf(enumeration("PERMISSION_ACTION", ["ALL", "PREVIEW", "WRITE", "EXECUTE", "READ"])),
    }),
  ),
});
export type RoleBody = z.output<typeof roleBody>;

/** Bigeye wraps only the body of an update. */
export const roleUpdateBody = z.object({
  id: optionalId,
  request: roleBody.nullish().transform((body) => body ?? roleBody.parse({})),
});
