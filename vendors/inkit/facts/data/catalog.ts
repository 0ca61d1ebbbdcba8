/**
 * Every known permission as Inkit spells it: resource, dot, action. The vendor's list is cut off after `users.activate`,
 * so there may be more.
 */
export const permissionNames = [
  "folders.create",
  "folders.update",
  "folders.delete",
  "roles.create",
  "roles.retrieve",
  "roles.update",
  "roles.delete",
  "service-accounts.create",
  "service-accounts.retrieve",
  "service-accounts.update",
  "service-accounts.delete",
  "accounts.retrieve",
  "accounts.update",
  "users.retrieve",
  "users.update",
  "users.activate",
  // Only on one page (`when-you-lose-your-api-key`), not in a table.
  "api-keys.refresh",
] as const;

export type PermissionName = (typeof permissionNames)[number];
