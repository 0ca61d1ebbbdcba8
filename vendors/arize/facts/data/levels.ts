import { type CatalogPermission, type PermissionName, catalog } from "./catalog.ts";

/** The fixed levels of membership, the highest first. ANNOTATOR stands beside the ladder: it is on none of its rungs. */
export const accountLevels = ["ADMIN", "MEMBER", "ANNOTATOR"] as const;
export type AccountLevel = (typeof accountLevels)[number];

export const memberLevels = ["ADMIN", "MEMBER", "READ_ONLY", "ANNOTATOR"] as const;
export type MemberLevel = (typeof memberLevels)[number];

/** The levels that a service key can have: in the account, and in organizations and spaces. */
export const keyAccountLevels = ["ADMIN", "MEMBER"] as const;

export const keyLevels = ["ADMIN", "MEMBER", "READ_ONLY"] as const;
export type KeyLevel = (typeof keyLevels)[number];

/** What an omitted role of a service key comes to. */
export const defaultLevels = { account: "MEMBER", organization: "READ_ONLY", space: "MEMBER" } as const;

// What reaches beyond a space is nobody's by a membership in one.
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

function isHeld(level: MemberLevel, { name, resource, action }: CatalogPermission): boolean {
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

function listHeld(level: MemberLevel): readonly PermissionName[] {
  return catalog.filter((permission) => isHeld(level, permission)).map(({ name }) => name);
}

/**
 * What a membership in a space holds. Inferred: the vendor publishes the ladder, and that members and above may create
 * service keys, but no table (vendors/arize/NOTES.md).
 */
export const spaceLevelPermissions: Readonly<Record<MemberLevel, readonly PermissionName[]>> = {
  ADMIN: listHeld("ADMIN"),
  MEMBER: listHeld("MEMBER"),
  READ_ONLY: listHeld("READ_ONLY"),
  ANNOTATOR: listHeld("ANNOTATOR"),
};
