import type { Permission } from "#access/model/permissions/permission.ts";
import { namesOf, toPermissions } from "./facts/permissions.ts";
import type { RoleCreation } from "./wire/role.ts";

/** What is sent for a role: the vendor's words, each once. Its enum is closed; what it lacks was refused at plan. */
export function toPermissionNames(permissions: readonly Permission[]): RoleCreation["permissions"] {
  return namesOf(permissions) as RoleCreation["permissions"];
}

export function fromPermissionNames(names: readonly string[]): readonly Permission[] {
  return toPermissions(names);
}
