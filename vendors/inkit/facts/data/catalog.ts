/**
 * Every permission that is known, as Inkit spells it: a resource, a dot, what may be done to it. The vendor's list breaks
 * off after `users.activate`, so there may be more.
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
  // Named on one page only (`when-you-lose-your-api-key`), and in no table.
  "api-keys.refresh",
] as const;

export type PermissionName = (typeof permissionNames)[number];
