import { Construct } from "constructs";
import { nounDefinition } from "#vendors/definitions.ts";
import { type AccessProvider, checkSameVendor, type IAccessConstruct, providerFor } from "./access-provider.ts";
import { CustomRole } from "./custom-role.ts";
import { DataAccessAuthDomain } from "./gen/data-access-auth-domain.ts";
import { RoleMapping as Resource } from "./gen/role-mapping.ts";
import type { IRole, RoleReference } from "./grant.ts";
import { checkConfiguration, refusal } from "./refusal.ts";

/** A role, or its name. */
export type MappedRole = string | IRole | RoleReference;

export interface RoleMappingProps {
  /** The email domain whose users sign in through the identity provider, such as `teams.example.com`. It exists already. */
  readonly domain: string;
  /**
   * The role of whoever no group gives one. It is not given beside a mapped role.
   *
   * @default - the vendor's default
   */
  readonly defaultRole?: MappedRole;
  /**
   * The role that each group of the identity provider gives, by the group's name. Who is in several gets the roles of all.
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
   * The vendor's account that they sign in to.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** Mappings name roles. Of one that is made here, only Terraform's name for it makes the mapping wait for the role. */
function nameOf(at: RoleMapping, role: MappedRole): string {
  if (typeof role === "string") return role;
  const vendor = "vendor" in role ? role.vendor : role.provider.facts.name;
  checkSameVendor(at, { what: `the role ${role.name ?? "that is mapped"}`, vendor });
  if (role instanceof CustomRole) return role.resource.name;
  if (role.name !== undefined) return role.name;
  throw refusal(at, {
    code: "invalid_value",
    message: "a mapping names its roles, and one of them is known by its id alone.",
    advice: "Use CustomRole.fromName, or give its name.",
  });
}

/** Which roles people get who sign in through single sign-on. It holds from each person's next first sign-in. */
export class RoleMapping extends Construct implements IAccessConstruct {
  readonly provider: AccessProvider;
  readonly resource: Resource;

  constructor(scope: Construct, id: string, props: RoleMappingProps) {
    super(scope, id);
    const { domain, provider: given, defaultRole, groupMappings, useRoleAttribute } = props;
    this.provider = providerFor(this, given);
    const found = new DataAccessAuthDomain(this, "Domain", { name: domain, provider: this.provider });
    const groups = Object.entries(groupMappings ?? {}).map(([group, role]) => [group, nameOf(this, role)] as const);
    const config = {
      authDomainId: found.id,
      ...(defaultRole === undefined ? {} : { defaultRole: nameOf(this, defaultRole) }),
      ...(groupMappings === undefined ? {} : { groupMappings: Object.fromEntries(groups) }),
      ...(useRoleAttribute === undefined ? {} : { useRoleAttribute }),
    };
    checkConfiguration({ at: this, definition: nounDefinition("role_mapping"), facts: this.provider.facts }, config);
    this.resource = new Resource(this, "Resource", { ...config, provider: this.provider });
  }
}
