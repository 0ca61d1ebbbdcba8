import type { Permission } from "#access/model/permissions/permission.ts";

/** As the API spells it: `roles.create`. */
export function toPermissionName({ resource, action }: Permission): string {
  return action === "" ? resource : `${resource}.${action}`;
}

/** A name without a dot, such as one of the vendor's later vocabulary, has no action. */
export function fromPermissionName(name: string): Permission {
  const dot = name.lastIndexOf(".");
  const [resource, action] = dot === -1 ? [name, ""] : [name.slice(0, dot), name.slice(dot + 1)];
  return { resource, action, selectors: null };
}
