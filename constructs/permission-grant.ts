import { Dependable, type IDependable } from "constructs";
import { CombinedGrant, type IGrant } from "./combined-grant.ts";
import type { IAccessConstruct } from "./access-provider.ts";
import type { Permission } from "./permission.ts";
import type { ITerraformDependable, TerraformResource } from "./shared/cdktf.ts";
import { findGrantCause, type GrantCause } from "./shared/grant-cause.ts";

/** A role whose permissions the code decides. */
export interface IEditableRole extends IAccessConstruct {
  readonly resource: TerraformResource;
  /** Adds to what holders of the role may do. */
  addPermissions(...permissions: readonly Permission[]): void;
}

/** Permissions on one object that were added to a role. Others can wait for it: `dependsOn: [grant]`. */
export class PermissionGrant implements IGrant, IDependable, ITerraformDependable {
  /** @internal */
  static of(role: IEditableRole, permissions: readonly Permission[]): PermissionGrant {
    role.addPermissions(...permissions);
    return new PermissionGrant(role, permissions);
  }

  readonly role: IEditableRole;
  readonly #permissions: readonly Permission[];

  private constructor(role: IEditableRole, permissions: readonly Permission[]) {
    this.role = role;
    this.#permissions = permissions;
    Dependable.implement(this, { dependencyRoots: [role.resource] });
  }

  /** What was added to the role: a copy. */
  get permissions(): readonly Permission[] {
    return [...this.#permissions];
  }

  /** The role's block. */
  get resource(): TerraformResource {
    return this.role.resource;
  }

  /** The line of code that makes the role. */
  get cause(): GrantCause {
    return findGrantCause(this.resource);
  }

  /** Terraform's address of the role. */
  get fqn(): string {
    return this.resource.fqn;
  }

  /** Both as one, to wait for. */
  combine(...others: readonly IGrant[]): CombinedGrant {
    return CombinedGrant.of(this, ...others);
  }
}
