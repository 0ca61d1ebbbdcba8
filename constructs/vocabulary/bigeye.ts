import type { Action, DomainWith } from "#vendors/bigeye/facts/data/catalog.ts";
import type { BaseRole, ManagedRoleName } from "#vendors/bigeye/facts/data/managed-roles.ts";
import type { RoleReference } from "../grant.ts";
import type { OwnArguments } from "../own-arguments.ts";
import type { Permission } from "../permission.ts";

const vendor = "bigeye";

/** On everything of a domain, in each workspace where the role is granted: Bigeye has no selectors. */
interface OnDomain<A extends Action> {
  (domain: DomainWith<A>): Permission;
}

function verb<A extends Action>(action: A): OnDomain<A> {
  return (domain) => ({ vendor, action, resource: domain });
}

interface BigeyeVocabulary {
  readonly read: OnDomain<"READ">;
  readonly write: OnDomain<"WRITE">;
  readonly execute: OnDomain<"EXECUTE">;
  /** Sees values of data; no other action but `all` brings it. */
  readonly preview: OnDomain<"PREVIEW">;
  /** Each of the others. */
  readonly all: OnDomain<"ALL">;
  /** A role that exists, by its name: looked up once a stack, on first use. */
  role(name: ManagedRoleName | (string & {})): RoleReference;
  /** For a `CustomRole`'s `own`: the role holds what this managed role holds, besides its own permissions. */
  baseRole(base: BaseRole): OwnArguments;
  /** For a `Group`'s `own`: exactly the groups of the identity provider whose people are in it. */
  idpGroups(names: readonly string[]): OwnArguments;
}

/**
 * What Bigeye roles are made of: actions on domains. An action that a domain lacks does not compile; `"ALL"` is each domain.
 */
export const bigeye: BigeyeVocabulary = {
  read: verb("READ"),
  write: verb("WRITE"),
  execute: verb("EXECUTE"),
  preview: verb("PREVIEW"),
  all: verb("ALL"),
  role: (name) => ({ vendor, name }),
  baseRole: (base) => ({ vendor, values: { base } }),
  idpGroups: (names) => ({ vendor, values: { idpGroups: [...names] } }),
};
