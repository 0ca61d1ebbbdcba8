import type { Permission } from "#access/model/permissions/permission.ts";
import { listNames, toPermissions } from "./facts/permissions.ts";
import type { RoleCreation } from "./wire/role.ts";

/** Returns the names to send. Unknown names were refused at plan, so the cast to the closed enum is safe. */
export function toPermissionNames(permissions: readonly Permission[]): RoleCreation["permissions"] {
  return listNames(permissions) as RoleCreation["permissions"];
}

export function fromPermissionNames(names: readonly string[]): readonly Permission[] {
  return toPermissions(names);
}
