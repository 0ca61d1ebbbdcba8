/**
 * Of accounts, keys, groups, roles and workspaces alike. The vendor documents no form: its pages
 * only require that a name is not empty.
 */
export const anyName = { pattern: /\S/, says: "a text that is not empty" };

export const memberEmail = { pattern: /^[^\s@]+@[^\s@]+$/, says: "an email address" };

/** Begins with this; its length and alphabet are not documented. */
export const keyPrefix = "bigeye_pak_";

/** Ids are positive integers; the ones of access things fit into 32 bits. */
export const objectId = { pattern: /^[1-9]\d{0,18}$/, says: "a positive whole number" };

/** The group that every company has, whose members may manage the company; it cannot be deleted. */
export const adminGroup = "Admin";

/** What every company starts with beside it: each is granted its role on the default workspace. */
export const starterGroups = [
  { name: "Default Manage", role: "Manage" },
  { name: "Default Edit", role: "Edit" },
  { name: "Default View", role: "View" },
] as const;

/** The only kind of part on which a role is granted. */
export const scopeType = "workspace";
