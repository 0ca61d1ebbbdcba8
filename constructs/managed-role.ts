import type { Construct } from "constructs";
import type { AccessProvider } from "./access-provider.ts";
import { DataAccessRole } from "./gen/data-access-role.ts";
import type { IRole } from "./grant.ts";
import type { ById, ByName } from "./reference.ts";
import { RoleBase } from "./shared/role-base.ts";
import { findRoleById, findRoleByName } from "./shared/role-look-up.ts";
import { completeLookUp } from "./shared/noun-configuration.ts";
import { checkProps, type PropKinds } from "./shared/props.ts";

export interface ManagedRoleProps {
  /**
   * The vendor's name of the role.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The provider of the account in which it is looked up.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

const kinds: PropKinds<ManagedRoleProps> = {
  name: "text",
  provider: "construct",
};

/**
 * A role that the vendor made: it can be granted but not changed. It is found by its name when Terraform plans, so that
 * nobody has to paste an id. A vocabulary's `role(name)` makes one on first use.
 */
export class ManagedRole extends RoleBase {
  /** A role that exists, by the vendor's id. Nothing is looked up, so its name is not known. */
  static fromId(scope: Construct, id: string, value: string | ById): IRole {
    return findRoleById(scope, id, value);
  }

  /** A role that exists, found by its name when Terraform plans. */
  static fromName(scope: Construct, id: string, name: string | ByName): IRole {
    return findRoleByName(scope, id, name);
  }

  declare readonly name: string;
  readonly resource: DataAccessRole;

  constructor(scope: Construct, id: string, props: ManagedRoleProps = {}) {
    checkProps({ scope, id, class: "ManagedRole" }, props, kinds);
    super(scope, id, { name: props.name ?? id, provider: props.provider });
    this.resource = new DataAccessRole(this, "Resource", completeLookUp(this, { name: this.name }));
  }

  protected override get identity(): DataAccessRole {
    return this.resource;
  }
}
