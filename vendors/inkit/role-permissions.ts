import type { Permission } from "#access/model/permissions/permission.ts";

/** The API's spelling, such as `roles.create`. */
export function toPermissionName({ resource, action }: Permission): string {
  return action === "" ? resource : `${resource}.${action}`;
}

/** A name without a dot, such as the console's names, has no action. */
export function fromPermissionName(name: string): Permission {
  const dot = name.lastIndexOf(".");
  if (dot === -1) return { resource: name, action: "", selectors: null };
  return { resource: name.slice(0, dot), action: name.slice(dot + 1), selectors: null };
}
