import type { Action, Domain } from "./catalog.ts";

export type BaseRole = "VIEW" | "EDIT" | "MANAGE";
export type ManagedRoleName = "Admin" | "Manage" | "Edit" | "View";

export interface ManagedRole {
  readonly name: ManagedRoleName;
  /** `roleType` without its prefix. */
  readonly type: BaseRole | "ADMIN";
  /** Our own words, not the vendor's. */
  readonly description: string;
  readonly permissions: readonly { readonly domain: Domain; readonly action: Action }[];
}

function allowOnEverything(...actions: readonly Action[]): ManagedRole["permissions"] {
  return actions.map((action) => ({ domain: "ALL", action }));
}

/**
 * The vendor's roles, as domains and actions (inferred: the vendor describes them in prose). Data previews are a separate
 * permission, which View and Edit do not have.
 */
export const managedRoles: readonly ManagedRole[] = [
  {
    name: "Admin",
    type: "ADMIN",
    description: "Everything in every workspace, and users, groups, roles, keys and workspaces beside.",
    permissions: allowOnEverything("ALL"),
  },
  {
    name: "Manage",
    type: "MANAGE",
    description: "Everything in a workspace, its sources, schedules and templates included.",
    permissions: allowOnEverything("ALL"),
  },
  {
    name: "Edit",
    type: "EDIT",
    description: "Reading, changing and running what a workspace holds.",
    permissions: allowOnEverything("WRITE", "EXECUTE", "READ"),
  },
  {
    name: "View",
    type: "VIEW",
    description: "Reading what a workspace holds.",
    permissions: allowOnEverything("READ"),
  },
];

/** The base of a custom role. `NONE` means no base, which is the vendor's unspecified `baseRole`. */
export const baseRoles = ["NONE", "VIEW", "EDIT", "MANAGE"] as const;

/** The values of `base`. A role without a base does not set it. */
export const selectableBaseRoles = ["VIEW", "EDIT", "MANAGE"] as const;
