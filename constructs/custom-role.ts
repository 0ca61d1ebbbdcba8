import type { Construct } from "constructs";
import type { AccessProvider } from "./access-provider.ts";
import { Role } from "./gen/role.ts";
import type { IRole } from "./grant.ts";
import type { Permission } from "./permission.ts";
import type { ById, ByName } from "./reference.ts";
import { importInto } from "./shared/import-into.ts";
import { createConstructError } from "./shared/construct-error.ts";
import { completeConfiguration, readOwnArguments } from "./shared/noun-configuration.ts";
import { RoleBase } from "./shared/role-base.ts";
import { findRoleById, findRoleByName } from "./shared/role-look-up.ts";
import { checkRememberedUses } from "./shared/same-account.ts";
import { checkSameVendor } from "./shared/same-vendor.ts";
import type { OwnArguments } from "./vendor-arguments.ts";
import { checkProps, type PropKinds } from "./shared/props.ts";

export interface CustomRoleProps {
  /** What holders of the role may do. The vendor's vocabulary makes each permission. `"none"` is for a role that permits nothing; an empty list to which nothing is added fails the synth. */
  readonly permissions: readonly Permission[] | "none";
  /**
   * The name of the role.
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
   * Arguments that only this vendor has, as its vocabulary makes them.
   *
   * @default - none
   */
  readonly own?: OwnArguments;
  /**
   * Whether a destroy first takes the role from everyone who holds it, including holders that this code does not manage.
   * The value that was last applied counts: set it and deploy, then remove the role. Without it, a role that someone
   * holds is not deleted, and the error lists its holders.
   *
   * @default false
   */
  readonly forceDetach?: boolean;
  /**
   * The provider of the account in which it is created.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

const kinds: PropKinds<CustomRoleProps> = {
  permissions: "objects!",
  name: "text",
  description: "text",
  own: "object",
  forceDetach: "flag",
  provider: "construct",
};

const noun = { type: "role" };

/**
 * A named set of permissions.
 *
 * What each vendor supports, and what a change does there: docs/resources/role.md#by-vendor
 */
export class CustomRole extends RoleBase {
  /** A role that exists, by the vendor's id. Nothing is looked up, so its name is not known. */
  static fromId(scope: Construct, id: string, value: string | ById): IRole {
    return findRoleById(scope, id, value);
  }

  /** A role that exists, found by its name when Terraform plans. */
  static fromName(scope: Construct, id: string, name: string | ByName): IRole {
    return findRoleByName(scope, id, name);
  }

  declare readonly name: string;
  readonly resource: Role;
  readonly #permissions: Permission[] = [];

  /** @throws AccessError for a permission that the vendor does not have or that belongs to another vendor, and other values that the provider would refuse */
  constructor(scope: Construct, id: string, props: CustomRoleProps) {
    const isEmpty = props?.permissions === "none";
    const permissions = isEmpty ? [] : props?.permissions;
    checkProps({ scope, id, class: "CustomRole" }, isEmpty ? { ...props, permissions } : props, kinds);
    super(scope, id, { name: props.name ?? id, provider: props.provider });
    for (const permission of permissions ?? []) this.#accept(permission);
    this.#checkAtSynth(isEmpty || props.own !== undefined);
    const config = completeConfiguration(this, noun, {
      name: this.name,
      description: props.description,
      permissions: this.#permissions.map(toBlock),
      forceDetach: props.forceDetach,
      ...readOwnArguments(this, props.own),
    });
    // Otherwise Terraform deletes a role before it changes what held it, which vendors refuse (tried with Terraform
    // 1.11.4; terraform-provider-launchdarkly, pull request 542).
    const lifecycle = { createBeforeDestroy: true };
    this.resource = new Role(this, "Resource", { ...config, lifecycle });
  }

  #accept(permission: Permission): void {
    if (typeof permission !== "object" || permission === null) {
      throw createConstructError(this, {
        code: "permission_invalid",
        message: `a permission is ${permission === null || permission === undefined ? String(permission) : `a ${typeof permission}`}.`,
        advice: "Pass what the vendor's vocabulary makes.",
      });
    }
    const { vendor, action, resource } = permission;
    checkSameVendor(this, { what: `the permission ${action} on ${resource}`, vendor });
    checkRememberedUses(this, permission);
    this.#permissions.push(permission);
  }

  /** Permissions may still be added. */
  #checkAtSynth(isMeant: boolean): void {
    const message = 'the role permits nothing. Write what its holders may do, or `permissions: "none"` if it is meant.';
    this.node.addValidation({
      validate: () => (this.#permissions.length > 0 || isMeant ? [] : [`${this.node.path}: ${message}`]),
    });
  }

  protected override get identity(): Role {
    return this.resource;
  }

  /** What holders of the role may do: a copy. */
  override get permissions(): readonly Permission[] {
    return [...this.#permissions];
  }

  /**
   * Adds to what holders of the role may do. What the role permits already is not added again.
   *
   * @throws AccessError for a permission that the vendor does not have, or of another vendor or account
   */
  addPermissions(...permissions: readonly Permission[]): void {
    const known = new Set(this.#permissions.map(spell));
    const before = this.#permissions.length;
    for (const permission of permissions) if (!known.has(spell(permission))) this.#accept(permission);
    if (this.#permissions.length === before) return;
    const config = { name: this.name, permissions: this.#permissions.map(toBlock) };
    this.resource.putPermissions(completeConfiguration(this, noun, config).permissions);
  }

  /** Manages a role that exists from the next deploy on, by its import id: docs/resources/role.md#import. */
  importFrom(id: string): this {
    return importInto(this, this.resource, id);
  }
}

/** Equal for the same permission. */
function spell(permission: Permission): string {
  const { vendor, action, resource, selectors } = permission ?? {};
  return JSON.stringify([vendor, action, resource, selectors?.toSorted() ?? null]);
}

interface PermissionBlock {
  readonly action: string;
  readonly resource: string;
  readonly selectors: string[] | undefined;
}

function toBlock({ action, resource, selectors }: Permission): PermissionBlock {
  return { action, resource, selectors: selectors === undefined ? undefined : [...selectors] };
}
