import type { Construct } from "constructs";
import { nounDefinition } from "#vendors/definitions.ts";
import { type AccessProvider, checkSameVendor, providerFor } from "./access-provider.ts";
import { Role } from "./gen/role.ts";
import type { IRole } from "./grant.ts";
import type { ById, ByName } from "./lookup.ts";
import type { Permission } from "./permission.ts";
import { type OwnArguments, ownValues } from "./own-arguments.ts";
import { checkConfiguration } from "./refusal.ts";
import { RoleBase, RoleById, RoleByName } from "./role.ts";

export interface CustomRoleProps {
  /** What its holders may do, in the words of the vendor's vocabulary. */
  readonly permissions: readonly Permission[];
  /**
   * What the role is called.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What the role is for.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * What the vendor alone has, as its vocabulary makes it.
   *
   * @default - none
   */
  readonly own?: OwnArguments;
  /**
   * Whether a destroy takes the role from whoever holds it first, managed here or not. It goes by what was applied last:
   * set it and deploy, then take the role out. Without it a role that is held is not deleted, and the error lists its
   * holders.
   *
   * @default false
   */
  readonly forceDetach?: boolean;
  /**
   * The account in which it is made.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** A named set of permissions. */
export class CustomRole extends RoleBase {
  static fromId(scope: Construct, id: string, value: string | ById): IRole {
    return new RoleById(scope, id, value);
  }

  static fromName(scope: Construct, id: string, name: string | ByName): IRole {
    return new RoleByName(scope, id, name);
  }

  readonly provider: AccessProvider;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly resource: Role;
  #id: string | undefined;

  constructor(scope: Construct, id: string, props: CustomRoleProps) {
    super(scope, id);
    this.provider = providerFor(this, props.provider);
    this.name = props.name ?? id;
    this.permissions = [...props.permissions];
    for (const { vendor, action, resource } of this.permissions) {
      checkSameVendor(this, { what: `the permission ${action} on ${resource}`, vendor });
    }
    const { description, forceDetach } = props;
    const permissions = this.permissions.map(granted);
    const config = { name: this.name, description, permissions, forceDetach, ...ownValues(this, props.own) };
    checkConfiguration({ at: this, definition: nounDefinition("role"), facts: this.provider.facts }, config);
    // Otherwise Terraform deletes a role before it changes what held it, which vendors refuse (tried with Terraform
    // 1.11.4; terraform-provider-launchdarkly, pull request 542).
    const lifecycle = { createBeforeDestroy: true };
    this.resource = new Role(this, "Resource", { ...config, lifecycle, provider: this.provider });
  }

  get id(): string {
    this.#id ??= this.resource.id;
    return this.#id;
  }
}

function granted({ action, resource, selectors }: Permission): {
  action: string;
  resource: string;
  selectors: string[] | undefined;
} {
  return { action, resource, selectors: selectors === undefined ? undefined : [...selectors] };
}
