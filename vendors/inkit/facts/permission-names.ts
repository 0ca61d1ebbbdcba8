import { type PermissionName, permissionNames } from "./data/catalog.ts";

export function isPermissionName(text: string): text is PermissionName {
  return permissionNames.some((name) => name === text);
}

export function splitPermissionName(name: PermissionName): { readonly resource: string; readonly action: string } {
  const [resource = "", action = ""] = name.split(".");
  return { resource, action };
}
