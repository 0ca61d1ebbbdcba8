import { type PermissionName, permissionNames } from "./catalog.ts";

export type StandardRoleName = "Admin" | "Document Viewer" | "Document Generation Manager" | "Developer";

export interface StandardRole {
  readonly name: StandardRoleName;
  /** Ours: the vendor has its own words. */
  readonly description: string;
  readonly permissions: readonly PermissionName[];
  /** Rights that the vendor's console names and whose spelling in the API nobody outside knows: held, and not in `permissions`. */
  readonly unspelled: readonly string[];
}

/**
 * The console's names of rights, as far as they can be told from the dotted ones (inferred). The vendor went over from
 * these to those and prints no table of both.
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

/** As the console shows the role: the latest edition of the vendor's page. */
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

/** The roles that every organization has. Whoever signs it up holds Admin, which holds everything. */
export const standardRoles: readonly StandardRole[] = [
  { name: "Admin", description: "Holds every permission.", permissions: permissionNames, unspelled: [] },
  ...displayedRoles.map(expandRole),
];
