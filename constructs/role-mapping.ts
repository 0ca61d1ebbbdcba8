import type { Construct } from "constructs";
import type { AccessProvider, IAccessConstruct } from "./access-provider.ts";
import { CustomRole } from "./custom-role.ts";
import { DataAccessAuthDomain } from "./gen/data-access-auth-domain.ts";
import { RoleMapping as Resource } from "./gen/role-mapping.ts";
import type { IRole, RoleReference } from "./grant.ts";
import type { ById, ByName } from "./reference.ts";
import { AccessObject } from "./shared/access-object.ts";
import { createConstructError } from "./shared/construct-error.ts";
import { claimObject } from "./shared/one-owner.ts";
import { importInto } from "./shared/import-into.ts";
import { lookUpById, lookUpByName } from "./shared/look-up.ts";
import { completeConfiguration, completeLookUp } from "./shared/noun-configuration.ts";
import { checkSameAccount } from "./shared/same-account.ts";
import { checkSameVendor } from "./shared/same-vendor.ts";
import { checkProps, describeValue, type PropKinds } from "./shared/props.ts";

/** A role, or its name. */
export type MappedRole = string | IRole | RoleReference;

export interface RoleMappingProps {
  /** The existing email domain whose users sign in through the identity provider, such as `teams.example.com`. */
  readonly domain: string;
  /**
   * The role of users whose groups are not mapped. Users with a mapped role do not get it.
   *
   * @default - the vendor's default
   */
  readonly defaultRole?: MappedRole;
  /**
   * The role for each group of the identity provider, by the group's name. Users in several groups get all their roles.
   *
   * @default - none
   */
  readonly groupMappings?: Readonly<Record<string, MappedRole>>;
  /**
   * Whether the identity provider's own role attribute decides.
   *
   * @default false
   */
  readonly useRoleAttribute?: boolean;
  /**
   * The provider of the account that the users sign in to.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** The role mapping of one email domain, managed here or not. */
export interface IRoleMapping extends IAccessConstruct {
  readonly noun: "role_mapping";
  /** The vendor's id of the domain, which has one role mapping. */
  readonly id: string;
}

const noun = { type: "role_mapping" };

class RoleMappingBase extends AccessObject implements IRoleMapping {
  readonly noun = "role_mapping";
}

function findDomain(at: AccessObject, name: string): DataAccessAuthDomain {
  return new DataAccessAuthDomain(at, "Domain", completeLookUp(at, { name }));
}

/** The name to map. For a role that is created here it is a reference, which makes the mapping wait for the role. */
function nameOfRole(at: RoleMapping, role: MappedRole): string {
  if (typeof role === "string") return role;
  if (typeof role !== "object" || role === null) {
    throw createConstructError(at, {
      code: "invalid_value",
      message: `a role that is mapped is ${describeValue(role)}.`,
      advice: "Pass a role, what a vocabulary's role(name) returns, or the role's name.",
    });
  }
  const what = `the role ${role.name ?? "that is mapped"}`;
  if ("vendor" in role) checkSameVendor(at, { what, vendor: role.vendor });
  else checkSameAccount(at, what, role);
  if (role instanceof CustomRole) return role.resource.name;
  if (role.name !== undefined) return role.name;
  throw createConstructError(at, {
    code: "invalid_value",
    message: "a mapping refers to roles by name, but one of them is known by its id alone.",
    advice: "Use CustomRole.fromName, or write the role's name.",
  });
}

const kinds: PropKinds<RoleMappingProps> = {
  domain: "text!",
  defaultRole: "any",
  groupMappings: "map",
  useRoleAttribute: "flag",
  provider: "construct",
};

/**
 * Which roles users get who sign in through single sign-on. It applies to users who sign in for the first time after the deploy.
 *
 * What each vendor supports, and what a change does there: docs/resources/role_mapping.md#by-vendor
 */
export class RoleMapping extends RoleMappingBase {
  /** The role mapping of an existing domain, by the vendor's id of the domain. Nothing is looked up. */
  static fromId(scope: Construct, id: string, value: string | ById): IRoleMapping {
    return new RoleMappingBase(scope, id, lookUpById(value));
  }

  /** The role mapping of an existing domain, found by the domain's name when Terraform plans. */
  static fromName(scope: Construct, id: string, domain: string | ByName): IRoleMapping {
    return new RoleMappingBase(
      scope,
      id,
      lookUpByName(domain, (at, name) => findDomain(at, name)),
    );
  }

  readonly resource: Resource;

  /** @throws AccessError for a value that the vendor does not accept, and for a role of which only the id is known */
  constructor(scope: Construct, id: string, props: RoleMappingProps) {
    checkProps({ scope, id, class: "RoleMapping" }, props, kinds);
    const { domain, provider, defaultRole, groupMappings, useRoleAttribute } = props;
    super(scope, id, { name: domain, provider });
    const groups = Object.entries(groupMappings ?? {}).map(([group, role]) => [group, nameOfRole(this, role)] as const);
    const config = completeConfiguration(this, noun, {
      authDomainId: findDomain(this, domain).id,
      ...(defaultRole === undefined ? {} : { defaultRole: nameOfRole(this, defaultRole) }),
      ...(groupMappings === undefined ? {} : { groupMappings: Object.fromEntries(groups) }),
      ...(useRoleAttribute === undefined ? {} : { useRoleAttribute }),
    });
    claimObject(this, { type: noun.type, what: `domain ${JSON.stringify(domain)}` });
    this.resource = new Resource(this, "Resource", config);
  }

  protected override get identity(): Resource {
    return this.resource;
  }

  /** Manages a role mapping that exists from the next deploy on, by its import id: docs/resources/role_mapping.md#import. */
  importFrom(id: string): this {
    return importInto(this, this.resource, id);
  }
}
