import { type CatalogPermission, type PermissionName, catalog } from "./catalog.ts";

export const predefinedRoleNames = ["Project Viewer", "Project Editor", "Project Admin"] as const;
export type PredefinedRoleName = (typeof predefinedRoleNames)[number];

export interface PredefinedRole {
  readonly name: PredefinedRoleName;
  readonly description: string;
  readonly permissions: readonly PermissionName[];
}

const inProjects: ReadonlySet<string> = new Set([
  "CUSTOM_METRIC",
  "MONITOR",
  "PROJECT",
  "PROJECT_EVAL_TASK",
  "PROJECT_SPAN",
  "TAG",
  "TRACE_VIEW",
]);

const ofProjects = catalog.filter(({ resource }) => inProjects.has(resource));

// A project's editor works in it; whether it exists, and for whom, is its administrator's.
const ownership: ReadonlySet<PermissionName> = new Set(["PROJECT_CREATE", "PROJECT_DELETE", "PROJECT_RESTRICT"]);

function names(permissions: readonly CatalogPermission[]): readonly PermissionName[] {
  return permissions.map(({ name }) => name);
}

/**
 * The roles that every account has. Names are the vendor's; what they hold is inferred, since its pages do not list it.
 * GET /v2/roles says what they hold in fact.
 */
export const predefinedRoles: readonly PredefinedRole[] = [
  {
    name: "Project Viewer",
    description: "Reads a project.",
    permissions: names(ofProjects.filter(({ action }) => action === "READ")),
  },
  {
    name: "Project Editor",
    description: "Works in a project.",
    permissions: names(ofProjects.filter(({ name }) => !ownership.has(name))),
  },
  { name: "Project Admin", description: "Does everything in a project.", permissions: names(ofProjects) },
];
