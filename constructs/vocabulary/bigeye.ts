import { AccessError } from "#access/model/errors.ts";
import type { Action, DomainWith } from "#vendors/bigeye/facts/data/catalog.ts";
import type { BaseRole, ManagedRoleName } from "#vendors/bigeye/facts/data/managed-roles.ts";
import type { RoleReference } from "../grant.ts";
import type { OwnArguments } from "../vendor-arguments.ts";
import type { Permission } from "../permission.ts";

const vendor = "bigeye";

/** A permission on everything in a domain, in each workspace that the role is granted on. Bigeye has no selectors. */
interface OnDomain<A extends Action> {
  (domain: DomainWith<A>): Permission;
}

function createVerb<A extends Action>(action: A): OnDomain<A> {
  return (domain) => ({ vendor, action, resource: domain });
}

interface BigeyeVocabulary {
  readonly read: OnDomain<"READ">;
  readonly write: OnDomain<"WRITE">;
  readonly execute: OnDomain<"EXECUTE">;
  /** Shows data values. Only `all` includes it. */
  readonly preview: OnDomain<"PREVIEW">;
  /** All other actions. */
  readonly all: OnDomain<"ALL">;
  /** An existing role, by its name. It is looked up once in each account, on first use. */
  role(name: ManagedRoleName | (string & {})): RoleReference;
  /** For the prop `own` of a `CustomRole`: the role also holds what this managed role holds. */
  baseRole(base: BaseRole): OwnArguments;
  /** For the prop `own` of a `Group`: exactly the groups of the identity provider whose users are its members. */
  idpGroups(names: readonly string[]): OwnArguments;
}

/** Bigeye's permissions and roles: actions on domains. An action that a domain lacks does not compile; `"ALL"` means all domains. */
export const bigeye: BigeyeVocabulary = {
  read: createVerb("READ"),
  write: createVerb("WRITE"),
  execute: createVerb("EXECUTE"),
  preview: createVerb("PREVIEW"),
  all: createVerb("ALL"),
  role: (name) => ({ vendor, name }),
  baseRole: (base) => ({ vendor, values: { base } }),
  idpGroups: (names) => {
    if (Array.isArray(names) && names.every((name) => typeof name === "string" && name.trim() !== "")) {
      return { vendor, values: { idpGroups: [...names] } };
    }
    const advice = 'Pass a list of the names of groups, such as ["okta-stewards"].';
    throw new AccessError("invalid_value", `bigeye.idpGroups: what it got is no list of names. ${advice}`, { advice });
  },
};
