import { type PermissionName, catalog } from "#vendors/arize/facts/data/catalog.ts";
import type { AccountLevel, MemberLevel } from "#vendors/arize/facts/data/levels.ts";
import type { PredefinedRoleName } from "#vendors/arize/facts/data/managed-roles.ts";
import type { IRole, RoleReference } from "../grant.ts";
import type { OwnArguments } from "../own-arguments.ts";
import type { Permission } from "../permission.ts";
import type { IScope } from "../scope.ts";
import { AccessError } from "#access/model/errors.ts";

const vendor = "arize";

/** A fixed level of a membership or of a service key: Arize has it beside roles, and never as one. */
export interface ArizeLevel<Name extends AccountLevel | MemberLevel = AccountLevel | MemberLevel> {
  readonly vendor: "arize";
  readonly level: Name;
}

/** What a service key may be: an account has no `READ_ONLY`, and none is `ANNOTATOR`. */
export type ArizeKeyLevel = ArizeLevel<"ADMIN"> | ArizeLevel<"MEMBER"> | ArizeLevel<"READ_ONLY">;

export interface ArizeKeySpace {
  readonly space: IScope;
  /**
   * What the key may do there: a level, or a custom role.
   *
   * @default arize.level.member
   */
  readonly role?: ArizeKeyLevel | IRole;
}

export interface ArizeKeyOrganization {
  readonly organization: IScope;
  /** @default arize.level.readOnly */
  readonly level?: ArizeKeyLevel;
  /** The spaces of it that the key is for: 1 to 100. */
  readonly spaces: readonly ArizeKeySpace[];
}

export interface ArizeAccess {
  /** @default arize.level.member */
  readonly account?: ArizeLevel<"ADMIN"> | ArizeLevel<"MEMBER">;
  /** 1 to 100. */
  readonly organizations: readonly ArizeKeyOrganization[];
}

interface ArizeVocabulary {
  /** One of Arize's permissions by its own word, such as `PROJECT_READ`. It holds on everything of its kind where the role is bound. */
  permission(name: PermissionName): Permission;
  /** A role that exists, by its name: looked up once a stack, on first use. */
  role(name: PredefinedRoleName | (string & {})): RoleReference;
  /** What a service key may do, and where, as `own` of a key. Nothing of it may be above the level of whoever deploys. */
  access(given: ArizeAccess): OwnArguments;
  /** The levels of accounts, organizations and spaces; an account has no `READ_ONLY`, a service key no `ANNOTATOR`. */
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

/** @throws AccessError where a scope is of another kind, or a role of another vendor */
function placed({ node, type, id, provider }: IScope, wanted: string): string {
  const { name } = provider.facts;
  if (type === wanted && name === vendor) return id;
  const advice = `Use a Scope of the type "${wanted}" of an Arize account.`;
  const message = `arize.access: ${node.path} is a ${type} of ${name}, where one of type ${wanted} belongs. ${advice}`;
  throw new AccessError("invalid_value", message, { advice });
}

function assigned(role: ArizeKeyLevel | IRole) {
  if ("level" in role) return { type: "PREDEFINED", name: role.level };
  const { name } = role.provider.facts;
  if (name === vendor) return { type: "CUSTOM", id: role.id };
  const advice = "Use a role of Arize.";
  throw new AccessError("invalid_value", `arize.access: the role ${role.node.path} is of ${name}. ${advice}`, {
    advice,
  });
}

function accessOf({ account, organizations }: ArizeAccess) {
  return {
    accountRole: account?.level,
    organizations: organizations.map((one) => ({
      orgId: placed(one.organization, "organization"),
      role: one.level?.level,
      spaces: one.spaces.map(({ space, role }) => ({
        spaceId: placed(space, "space"),
        role: role === undefined ? undefined : assigned(role),
      })),
    })),
  };
}

/**
 * What Arize roles are made of: 132 words, each one action on one kind of thing. A word that is none of them does not
 * compile. There are no selectors: a role is narrowed by what it is bound to.
 */
export const arize: ArizeVocabulary = {
  permission(name) {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const advice = "Use one of the words that the type PermissionName lists.";
    throw new AccessError(
      "permission_invalid",
      `arize.permission("${name}"): Arize has no such permission. ${advice}`,
      { advice },
    );
  },
  role: (name) => ({ vendor, name }),
  access: (given) => ({ vendor, values: { access: accessOf(given) } }),
  level: {
    admin: level("ADMIN"),
    member: level("MEMBER"),
    readOnly: level("READ_ONLY"),
    annotator: level("ANNOTATOR"),
  },
};
