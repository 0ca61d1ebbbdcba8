import { type CatalogPermission, type PermissionName, catalog } from "./catalog.ts";
import { spaceLevelPermissions } from "./levels.ts";

export const predefinedRoleNames = [
  "Project Viewer",
  "Project Editor",
  "Project Admin",
  "Read-only",
  "Member",
  "Admin",
] as const;
export type PredefinedRoleName = (typeof predefinedRoleNames)[number];

export interface PredefinedRole {
  readonly name: PredefinedRoleName;
  readonly description: string;
  readonly permissions: readonly PermissionName[];
}

const projectResources: ReadonlySet<string> = new Set([
  "CUSTOM_METRIC",
  "MONITOR",
  "PROJECT",
  "PROJECT_EVAL_TASK",
  "PROJECT_SPAN",
  "TAG",
  "TRACE_VIEW",
]);

const projectPermissions = catalog.filter(({ resource }) => projectResources.has(resource));

// An editor works in a project. Only an administrator creates, deletes or restricts it.
const ownership: ReadonlySet<PermissionName> = new Set(["PROJECT_CREATE", "PROJECT_DELETE", "PROJECT_RESTRICT"]);

function listNames(permissions: readonly CatalogPermission[]): readonly PermissionName[] {
  return permissions.map(({ name }) => name);
}

/**
 * The roles of every account. The names are the vendor's. The permissions are inferred, because its pages do not list
 * them; GET /v2/roles returns the real ones.
 */
export const predefinedRoles: readonly PredefinedRole[] = [
  {
    name: "Project Viewer",
    description: "Reads a project.",
    permissions: listNames(projectPermissions.filter(({ action }) => action === "READ")),
  },
  {
    name: "Project Editor",
    description: "Works in a project.",
    permissions: listNames(projectPermissions.filter(({ name }) => !ownership.has(name))),
  },
  { name: "Project Admin", description: "Does everything in a project.", permissions: listNames(projectPermissions) },
  { name: "Read-only", description: "Reads a space.", permissions: spaceLevelPermissions.READ_ONLY },
  { name: "Member", description: "Works in a space.", permissions: spaceLevelPermissions.MEMBER },
  { name: "Admin", description: "Does everything in a space.", permissions: spaceLevelPermissions.ADMIN },
];
