import { type PermissionName, catalog } from "#vendors/arize/facts/data/catalog.ts";
import { type AccountLevel, defaultLevels, type MemberLevel } from "#vendors/arize/facts/data/levels.ts";
import type { PredefinedRoleName } from "#vendors/arize/facts/data/managed-roles.ts";
import type { IAccessConstruct } from "../access-provider.ts";
import type { IRole, RoleReference } from "../grant.ts";
import { rememberUses } from "../shared/same-account.ts";
import { createUnknownPermissionError } from "../shared/unknown-permission.ts";
import type { OwnArguments } from "../vendor-arguments.ts";
import type { Permission } from "../permission.ts";
import type { IScope } from "../scope.ts";
import { AccessError } from "#access/model/errors.ts";

const vendor = "arize";

/** A fixed level of a membership or a service key. Arize has levels beside roles: a level is never a role. */
export interface ArizeLevel<Name extends AccountLevel | MemberLevel = AccountLevel | MemberLevel> {
  readonly vendor: "arize";
  readonly level: Name;
}

/** A level that a service key can have. In the whole account there is no `READ_ONLY`. */
export type ArizeKeyLevel = ArizeLevel<"ADMIN"> | ArizeLevel<"MEMBER"> | ArizeLevel<"READ_ONLY">;

export interface ArizeKeySpace {
  /** A scope of the type `space`. */
  readonly space: IScope;
  /**
   * What the key may do in the space: a level, or a custom role.
   *
   * @default arize.level.member
   */
  readonly role?: ArizeKeyLevel | IRole;
}

export interface ArizeKeyOrganization {
  /** A scope of the type `organization`. */
  readonly organization: IScope;
  /**
   * What the key may do in the organization.
   *
   * @default arize.level.readOnly
   */
  readonly level?: ArizeKeyLevel;
  /** The organization's spaces that the key works in: 1 to 100. */
  readonly spaces: readonly ArizeKeySpace[];
}

export interface ArizeAccess {
  /**
   * What the key may do in the whole account.
   *
   * @default arize.level.member
   */
  readonly account?: ArizeLevel<"ADMIN"> | ArizeLevel<"MEMBER">;
  /** The organizations that the key works in: 1 to 100. */
  readonly organizations: readonly ArizeKeyOrganization[];
  /**
   * Whether the key may also reach the public spaces of its organizations. Arize spaces are public by default, and a key
   * without a role in a public space has its level in the organization there. `true` says that this is intended, or that
   * all other spaces are private.
   *
   * @default false, and synth warns
   */
  readonly acceptsPublicSpaces?: boolean;
}

export interface ArizeMember {
  /**
   * Whether the person may create API keys and service keys.
   *
   * @default - as Arize decides: true for ADMIN and MEMBER, false for ANNOTATOR
   */
  readonly isDeveloper?: boolean;
}

interface ArizeVocabulary {
  /**
   * One of Arize's permissions, such as `PROJECT_READ`. It applies to everything of its kind within the scope that the role is
   * granted on.
   *
   * @throws AccessError for an unknown name that the compiler did not check
   */
  permission(name: PermissionName): Permission;
  /** An existing role, by its name. It is looked up once in each account, on first use. */
  role(name: PredefinedRoleName | (string & {})): RoleReference;
  /**
   * What a service key may do, and where, for the prop `own` of a `Key`. No level may be above that of the deploying user.
   *
   * @throws AccessError if a scope has another type, or a scope or a role belongs to another vendor
   */
  access(given: ArizeAccess): OwnArguments;
  /** What only Arize knows of a person, for the prop `own` of a `Member`. */
  member(given: ArizeMember): OwnArguments;
  /** The levels in accounts, organizations and spaces. An account has no `READ_ONLY`, and a service key no `ANNOTATOR`. */
  readonly level: {
    readonly admin: ArizeLevel<"ADMIN">;
    readonly member: ArizeLevel<"MEMBER">;
    readonly readOnly: ArizeLevel<"READ_ONLY">;
    readonly annotator: ArizeLevel<"ANNOTATOR">;
  };
}

const byName = new Map<string, Permission>(
  catalog.map(({ name, action, resource }) => [name, { vendor, action, resource }]),
);

function level<Name extends MemberLevel>(name: Name): ArizeLevel<Name> {
  return { vendor, level: name };
}

/** @throws AccessError if the scope has another type, or belongs to another vendor */
function checkScopeId({ node, type, id, provider }: IScope, wanted: string): string {
  const { name } = provider.facts;
  if (type === wanted && name === vendor) return id;
  const advice = `Use a Scope of type "${wanted}" in an Arize account.`;
  const message = `arize.access: ${node.path} has the type "${type}" and belongs to ${name}. ${advice}`;
  throw new AccessError("invalid_value", message, { advice });
}

function toAssignment(role: ArizeKeyLevel | IRole) {
  if ("level" in role) return { type: "PREDEFINED", name: role.level };
  const { name } = role.provider.facts;
  if (name === vendor) return { type: "CUSTOM", id: role.id };
  const advice = "Use a role that belongs to arize.";
  const message = `arize.access: the role ${role.node.path} belongs to ${name}. ${advice}`;
  throw new AccessError("invalid_value", message, { advice });
}

function toAccess({ account, organizations }: ArizeAccess) {
  return {
    accountRole: account?.level,
    organizations: organizations.map((one) => ({
      orgId: checkScopeId(one.organization, "organization"),
      role: one.level?.level,
      spaces: one.spaces.map(({ space, role }) => ({
        spaceId: checkScopeId(space, "space"),
        role: role === undefined ? undefined : toAssignment(role),
      })),
    })),
  };
}

function listWarnings({ acceptsPublicSpaces = false, organizations }: ArizeAccess): readonly string[] {
  if (acceptsPublicSpaces) return [];
  const levels = organizations.map((one) => one.level?.level ?? defaultLevels.organization);
  return [
    `The key is not limited to its spaces: in every public space of its organizations it has its level there (${[...new Set(levels)].join(", ")}), and Arize spaces are public by default. If it must not reach them, make them private in Arize (is_private), or restrict their projects. Then, or if it may, set acceptsPublicSpaces to true.`,
  ];
}

function usesOf({ organizations }: ArizeAccess): readonly IAccessConstruct[] {
  const spaces = organizations.flatMap((one) => one.spaces);
  const roles = spaces.flatMap(({ role }) => (role === undefined || "level" in role ? [] : [role]));
  return [...organizations.map(({ organization }) => organization), ...spaces.map(({ space }) => space), ...roles];
}

/**
 * Arize's permissions, roles and levels. An unknown permission does not compile. Permissions have no selectors: to narrow a
 * role, grant it on a scope.
 */
export const arize: ArizeVocabulary = {
  permission(name) {
    const known = byName.get(name);
    if (known !== undefined) return known;
    throw createUnknownPermissionError("arize.permission", name, [...byName.keys()]);
  },
  role: (name) => ({ vendor, name }),
  access: (given) =>
    rememberUses({ vendor, values: { access: toAccess(given) }, warnings: listWarnings(given) }, usesOf(given)),
  member: ({ isDeveloper }) => ({ vendor, values: { isDeveloper } }),
  level: {
    admin: level("ADMIN"),
    member: level("MEMBER"),
    readOnly: level("READ_ONLY"),
    annotator: level("ANNOTATOR"),
  },
};
