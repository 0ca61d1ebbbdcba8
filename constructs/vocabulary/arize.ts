import { type PermissionName, catalog } from "../../vendors/arize/facts/catalog.ts";
import type { AccountLevel, MemberLevel } from "../../vendors/arize/facts/levels.ts";
import type { PredefinedRoleName } from "../../vendors/arize/facts/predefined-roles.ts";
import type { RoleReference } from "../grant.ts";
import type { Permission } from "../permission.ts";
import { AccessError } from "../../model/errors.ts";

const vendor = "arize";

/** A fixed level of a membership or of a service key: Arize has it beside roles, and never as one. */
export interface ArizeLevel<Name extends AccountLevel | MemberLevel = AccountLevel | MemberLevel> {
  readonly vendor: "arize";
  readonly level: Name;
}

interface ArizeVocabulary {
  /** One of Arize's permissions by its own word, such as `PROJECT_READ`. It holds on everything of its kind where the role is bound. */
  permission(name: PermissionName): Permission;
  /** A role that exists, by its name: looked up once a stack, on first use. */
  role(name: PredefinedRoleName | (string & {})): RoleReference;
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
  level: {
    admin: level("ADMIN"),
    member: level("MEMBER"),
    readOnly: level("READ_ONLY"),
    annotator: level("ANNOTATOR"),
  },
};
