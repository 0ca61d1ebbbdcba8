import { Construct } from "constructs";
import { type AccessProvider, checkSameVendor, type IAccessConstruct } from "./access-provider.ts";
import { Token } from "./cdk.ts";
import type { IRole, RoleReference } from "./grant.ts";
import type { ById, ByName } from "./lookup.ts";
import { refusal } from "./refusal.ts";
import { RoleById, RoleByName } from "./role.ts";

export interface ManagedRoleProps {
  /**
   * What the vendor calls the role.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The vendor's account in which it is looked up.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/**
 * A role that the vendor made: it can be given and not changed. It becomes a data source, so that no id is pasted. A
 * vocabulary's `role(name)` makes one by itself.
 */
export class ManagedRole extends RoleByName {
  static fromId(scope: Construct, id: string, value: string | ById): IRole {
    return new RoleById(scope, id, value);
  }

  static fromName(scope: Construct, id: string, name: string | ByName): IRole {
    return new RoleByName(scope, id, name);
  }

  constructor(scope: Construct, id: string, props: ManagedRoleProps = {}) {
    super(scope, id, { name: props.name ?? id, provider: props.provider });
  }
}

const referenced = new WeakMap<AccessProvider, Map<string, ManagedRole>>();

/** The role that is meant. A reference becomes a data source below the provider, made once for each name. */
export function roleFor(user: IAccessConstruct, role: IRole | RoleReference): IRole {
  if (Construct.isConstruct(role)) return role;
  checkSameVendor(user, { what: `the role "${role.name}"`, vendor: role.vendor });
  if (Token.isUnresolved(role.name)) {
    throw refusal(user, {
      code: "invalid_value",
      message: "the role's name is known to Terraform alone, and its data source needs a place in the tree.",
      advice: "Give ManagedRole.fromName(scope, id, name).",
    });
  }
  const { provider } = user;
  const made = referenced.get(provider) ?? new Map<string, ManagedRole>();
  referenced.set(provider, made);
  const known = made.get(role.name) ?? new ManagedRole(provider, role.name, { name: role.name, provider });
  made.set(role.name, known);
  return known;
}
