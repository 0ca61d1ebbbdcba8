import { permissionNames, type PermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import { isPermissionName, splitPermissionName } from "#vendors/inkit/facts/permission-names.ts";
import type { StandardRoleName } from "#vendors/inkit/facts/data/managed-roles.ts";
import type { RoleReference } from "../grant.ts";
import { createUnknownPermissionError } from "../shared/unknown-permission.ts";
import type { Permission } from "../permission.ts";

const vendor = "inkit";

interface InkitVocabulary {
  /**
   * One of Inkit's permissions: `inkit.permission("roles.create")`. It applies to the whole organization; there are no
   * selectors. Inkit documents only some of its permissions, and one that is not documented does not compile.
   *
   * @throws AccessError for an unknown name that the compiler did not check
   */
  permission(name: PermissionName): Permission;
  /** An existing role, by its name. It is looked up once in each account, on first use. */
  role(name: StandardRoleName | (string & {})): RoleReference;
  /** The roles that every organization has. They are looked up once in each account, on first use. */
  readonly standardRoles: {
    /** Holds every permission. */
    readonly admin: RoleReference;
    readonly documentViewer: RoleReference;
    readonly documentGenerationManager: RoleReference;
    /** Includes managing API keys. No documented rule stops its holders from making a key with any role. */
    readonly developer: RoleReference;
  };
}

function standardRole(name: StandardRoleName): RoleReference {
  return { vendor, name };
}

/** Inkit's permissions and roles. Inkit documents no API for roles and keys, so `endpoint` must name a server that has one. */
export const inkit: InkitVocabulary = {
  permission(name) {
    if (isPermissionName(name)) return { vendor, ...splitPermissionName(name) };
    throw createUnknownPermissionError("inkit.permission", name, permissionNames);
  },
  role: (name) => ({ vendor, name }),
  standardRoles: {
    admin: standardRole("Admin"),
    documentViewer: standardRole("Document Viewer"),
    documentGenerationManager: standardRole("Document Generation Manager"),
    developer: standardRole("Developer"),
  },
};
