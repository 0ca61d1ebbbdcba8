import type { Action, Domain } from "./catalog.ts";

export type BaseRole = "VIEW" | "EDIT" | "MANAGE";
export type ManagedRoleName = "Admin" | "Manage" | "Edit" | "View";

export interface ManagedRole {
  readonly name: ManagedRoleName;
  /** As `roleType` has it, without its prefix. */
  readonly type: BaseRole | "ADMIN";
  /** Ours: the vendor has its own words. */
  readonly description: string;
  readonly permissions: readonly { readonly domain: Domain; readonly action: Action }[];
}

function onEverything(...actions: readonly Action[]): ManagedRole["permissions"] {
  return actions.map((action) => ({ domain: "ALL", action }));
}

/**
 * The vendor's roles, expanded as far as domains and actions say it (inferred: the vendor describes them in prose).
 * Previews of data are a permission of its own, which View and Edit do not hold.
 */
export const managedRoles: readonly ManagedRole[] = [
  {
    name: "Admin",
    type: "ADMIN",
    description: "Everything in every workspace, and users, groups, roles, keys and workspaces beside.",
    permissions: onEverything("ALL"),
  },
  {
    name: "Manage",
    type: "MANAGE",
    description: "Everything in a workspace, its sources, schedules and templates included.",
    permissions: onEverything("ALL"),
  },
  {
    name: "Edit",
    type: "EDIT",
    description: "Reading, changing and running what a workspace holds.",
    permissions: onEverything("WRITE", "EXECUTE", "READ"),
  },
  {
    name: "View",
    type: "VIEW",
    description: "Reading what a workspace holds.",
    permissions: onEverything("READ"),
  },
];

/** What a custom role may be built on; `NONE` is a blank slate, and the vendor's unspecified `baseRole`. */
export const baseRoles = ["NONE", "VIEW", "EDIT", "MANAGE"] as const;

/** What a user can name: a blank slate is none. */
export const selectableBaseRoles = ["VIEW", "EDIT", "MANAGE"] as const;
