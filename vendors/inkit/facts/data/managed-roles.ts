import { type PermissionName, permissionNames } from "./catalog.ts";

export type StandardRoleName = "Admin" | "Document Viewer" | "Document Generation Manager" | "Developer";

export interface StandardRole {
  readonly name: StandardRoleName;
  /** Our own text: the vendor uses another one. */
  readonly description: string;
  readonly permissions: readonly PermissionName[];
  /** Rights that the console shows but whose API spelling is unknown: the role has them, but `permissions` does not. */
  readonly unspelled: readonly string[];
}

/**
 * Console names of rights whose dotted permissions are known (inferred). The vendor switched from dotted to console names
 * and does not document how they correspond.
 */
const spellings: ReadonlyMap<string, readonly PermissionName[]> = new Map([
  ["Modify Folders", ["folders.create", "folders.update"]],
  ["Delete Folders", ["folders.delete"]],
  [
    "Manage API Keys",
    [
      "service-accounts.create",
      "service-accounts.retrieve",
      "service-accounts.update",
      "service-accounts.delete",
      "api-keys.refresh",
    ],
  ],
]);

/** A role as the console shows it, according to the latest version of the vendor's page. */
interface DisplayedRole extends Pick<StandardRole, "name" | "description"> {
  readonly displayed: readonly string[];
}

const documentRights = [
  "Manage Apps",
  "Generate Documents",
  "Delete Documents",
  "Upload Document",
  "View Documents",
  "Delete Template",
  "View Templates",
  "Modify Templates",
  "View Launched Flows",
  "Launch Flows",
  "Modify Flows",
  "View Flows",
  "Delete Flows",
  "View Charts",
  "View Events & Audit Trail",
  "Modify Folders",
  "Delete Folders",
] as const;

const displayedRoles: readonly DisplayedRole[] = [
  { name: "Document Viewer", description: "Sees documents.", displayed: ["View Documents"] },
  {
    name: "Document Generation Manager",
    description: "Makes documents, templates and flows.",
    displayed: documentRights,
  },
  {
    name: "Developer",
    description: "Makes documents, and keeps API keys and webhooks.",
    displayed: [...documentRights, "Manage API Keys", "Manage Webhooks"],
  },
];

function expandRole({ name, description, displayed }: DisplayedRole): StandardRole {
  const held = new Set(displayed.flatMap((right) => spellings.get(right) ?? []));
  return {
    name,
    description,
    permissions: permissionNames.filter((permission) => held.has(permission)),
    unspelled: displayed.filter((right) => !spellings.has(right)),
  };
}

/** The roles that every organization has. Its founder holds Admin, which has every permission. */
export const standardRoles: readonly StandardRole[] = [
  { name: "Admin", description: "Holds every permission.", permissions: permissionNames, unspelled: [] },
  ...displayedRoles.map(expandRole),
];
