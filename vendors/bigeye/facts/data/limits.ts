/**
 * Names of accounts, keys, groups, roles and workspaces. The vendor's pages only require that a name is
 * not empty.
 */
export const anyName = { pattern: /\S/, says: "text that is not blank" };

export const memberEmail = { pattern: /^[^\s@]+@[^\s@]+$/, says: "an email address" };

/** The prefix of every key. Length and alphabet of the rest are not documented. */
export const keyPrefix = "bigeye_pak_";

/** Ids are positive integers. Those of access objects fit into 32 bits. */
export const objectId = { pattern: /^[1-9]\d{0,18}$/, says: "a positive whole number" };

/** Every company has this group. Its members may manage the company. It cannot be deleted. */
export const adminGroup = "Admin";

/** The other groups of a new company. Each has its role on the default workspace. */
export const starterGroups = [
  { name: "Default Manage", role: "Manage" },
  { name: "Default Edit", role: "Edit" },
  { name: "Default View", role: "View" },
] as const;

/** The only scope type on which Bigeye grants roles. */
export const scopeType = "workspace";
