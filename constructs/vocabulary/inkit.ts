import { AccessError } from "#access/model/errors.ts";
import { isPermissionName, partsOf, type PermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import type { StandardRoleName } from "#vendors/inkit/facts/data/managed-roles.ts";
import type { RoleReference } from "../grant.ts";
import type { Permission } from "../permission.ts";

const vendor = "inkit";

interface InkitVocabulary {
  /**
   * One permission, as Inkit spells it: `inkit.permission("roles.create")`. It holds in the whole organization: there are
   * no selectors. The vendor prints its list in part; one that is not known does not compile.
   * @throws AccessError for a name that the compiler did not see.
   */
  permission(name: PermissionName): Permission;
  /** A role that exists, by its name: looked up once a stack, on first use. */
  role(name: StandardRoleName | (string & {})): RoleReference;
  /** The roles that every organization has. */
  readonly standardRoles: {
    /** Holds every permission. */
    readonly admin: RoleReference;
    readonly documentViewer: RoleReference;
    readonly documentGenerationManager: RoleReference;
    /** Keeps API keys, among others: nothing that is documented keeps its holders from making a key of any role. */
    readonly developer: RoleReference;
  };
}

function standardRole(name: StandardRoleName): RoleReference {
  return { vendor, name };
}

/** What Inkit's roles are made of. Inkit documents no API for roles and keys: `endpoint` has to name a server for them. */
export const inkit: InkitVocabulary = {
  permission(name) {
    if (isPermissionName(name)) return { vendor, ...partsOf(name) };
    const advice = 'Permissions are written as "roles.create"; the type PermissionName has them all.';
    const message = `inkit.permission: Inkit has no permission ${JSON.stringify(name)} that is known. ${advice}`;
    throw new AccessError("permission_invalid", message, { advice });
  },
  role: (name) => ({ vendor, name }),
  standardRoles: {
    admin: standardRole("Admin"),
    documentViewer: standardRole("Document Viewer"),
    documentGenerationManager: standardRole("Document Generation Manager"),
    developer: standardRole("Developer"),
  },
};
