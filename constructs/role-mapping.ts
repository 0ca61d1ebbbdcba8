import { Construct } from "constructs";
import { nounDefinition } from "../vendors/definitions.ts";
import { type AccessProvider, providerFor } from "./access-provider.ts";
import { DataAccessAuthDomain } from "./gen/data-access-auth-domain.ts";
import { RoleMapping as Resource } from "./gen/role-mapping.ts";
import { checkConfiguration } from "./refusal.ts";

export interface RoleMappingProps {
  /** The email domain whose users sign in through the identity provider, such as `teams.example.com`. It exists already. */
  readonly domain: string;
  /**
   * The role of whoever no group gives one, by its name. It is not given beside a mapped role.
   *
   * @default - the vendor's default
   */
  readonly defaultRole?: string;
  /**
   * The role that each group of the identity provider gives: role names by group name.
   *
   * @default - none
   */
  readonly groupMappings?: Readonly<Record<string, string>>;
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

/** Which roles people get who sign in through single sign-on. It holds from each person's next first sign-in. */
export class RoleMapping extends Construct {
  readonly provider: AccessProvider;
  readonly resource: Resource;

  constructor(scope: Construct, id: string, props: RoleMappingProps) {
    super(scope, id);
    const { domain, provider: given, ...mapping } = props;
    this.provider = providerFor(this, given);
    const found = new DataAccessAuthDomain(this, "Domain", { name: domain, provider: this.provider });
    const config = { authDomainId: found.id, ...mapping };
    checkConfiguration({ at: this, definition: nounDefinition("role_mapping"), facts: this.provider.facts }, config);
    this.resource = new Resource(this, "Resource", { ...config, provider: this.provider });
  }
}
