import { type CatalogPermission, type PermissionName, catalog } from "./catalog.ts";

/** The fixed membership levels, highest first. ANNOTATOR is not part of that order. */
export const accountLevels = ["ADMIN", "MEMBER", "ANNOTATOR"] as const;
export type AccountLevel = (typeof accountLevels)[number];

export const memberLevels = ["ADMIN", "MEMBER", "READ_ONLY", "ANNOTATOR"] as const;
export type MemberLevel = (typeof memberLevels)[number];

/** The levels that a service key can have in the account. In organizations and spaces it can have `keyLevels`. */
export const keyAccountLevels = ["ADMIN", "MEMBER"] as const;

export const keyLevels = ["ADMIN", "MEMBER", "READ_ONLY"] as const;
export type KeyLevel = (typeof keyLevels)[number];

/** The levels of a service key whose role is omitted. */
export const defaultLevels = { account: "MEMBER", organization: "READ_ONLY", space: "MEMBER" } as const;

// A membership in a space never grants these, because they reach beyond the space.
const beyondSpaces: ReadonlySet<PermissionName> = new Set([
  "ORGANIZATION_CREATE",
  "ORGANIZATION_DELETE",
  "ORGANIZATION_UPDATE",
  "SPACE_CREATE",
  "USER_CREATE",
  "USER_DELETE",
  "USER_UPDATE",
]);

const administration: ReadonlySet<PermissionName> = new Set([
  "PROJECT_RESTRICT",
  "ROLE_BINDING_CREATE",
  "ROLE_BINDING_DELETE",
  "SPACE_DELETE",
  "SPACE_UPDATE",
  "USER_PERMISSION_UPDATE",
]);

const annotatedResources: ReadonlySet<string> = new Set(
  catalog.filter(({ action }) => action === "ANNOTATE").map(({ resource }) => resource),
);

const surroundings: ReadonlySet<string> = new Set(["ANNOTATION_CONFIG", "DATASET", "EXPERIMENT", "PROJECT", "QUEUE"]);

function hasPermission(level: MemberLevel, { name, resource, action }: CatalogPermission): boolean {
  switch (level) {
    case "ADMIN":
      return !beyondSpaces.has(name);
    case "MEMBER":
      return !beyondSpaces.has(name) && !administration.has(name);
    case "READ_ONLY":
      return action === "READ" && resource !== "SERVICE_KEY";
    case "ANNOTATOR":
      if (action === "ANNOTATE") return true;
      return (
        action === "READ" && (resource === "SPACE" || annotatedResources.has(resource) || surroundings.has(resource))
      );
  }
}

function listPermissions(level: MemberLevel): readonly PermissionName[] {
  return catalog.filter((permission) => hasPermission(level, permission)).map(({ name }) => name);
}

/**
 * The permissions of a membership in a space. Inferred: the vendor publishes the order of the levels, and that members
 * and above may create service keys, but no table (vendors/arize/NOTES.md).
 */
export const spaceLevelPermissions: Readonly<Record<MemberLevel, readonly PermissionName[]>> = {
  ADMIN: listPermissions("ADMIN"),
  MEMBER: listPermissions("MEMBER"),
  READ_ONLY: listPermissions("READ_ONLY"),
  ANNOTATOR: listPermissions("ANNOTATOR"),
};

/** A person who may create keys, whatever their level: a right that no level and no permission expresses. */
export const developer = "developer";
