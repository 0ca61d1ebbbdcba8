import type { Construct } from "constructs";
import { AccessConstruct } from "../shared/access-construct.ts";
import type { AccessProvider } from "../access-provider.ts";
import { CustomRole } from "../custom-role.ts";
import type { IRole, RoleReference } from "../grant.ts";
import { Key, type KeyProps } from "../key.ts";
import type { Permission } from "../permission.ts";
import { ServiceAccount } from "../service-account.ts";
import type { SecretConsumer } from "../shared/handed-secrets.ts";
import { checkProps, type PropKinds } from "../shared/props.ts";

export interface RolePerSystemProps {
  /** What the system may do: the permissions of its own role; `"none"` if it permits nothing. */
  readonly permissions: readonly Permission[] | "none";
  /**
   * Further roles for the system, which may do everything that any of its roles allows.
   *
   * @default - its own role alone
   */
  readonly alsoHolds?: readonly (IRole | RoleReference)[];
  /**
   * The name of the account and of the role.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What the system is: the description of the account and of the role.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Props of the key, such as when it is rotated and whom it is encrypted for.
   *
   * @default - a key that is never rotated
   */
  readonly key?: Omit<KeyProps, "serviceAccount" | "provider">;
  /**
   * The provider of the account in which everything is created.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

const kinds: PropKinds<RolePerSystemProps> = {
  permissions: "any!",
  alsoHolds: "objects",
  name: "text",
  description: "text",
  key: "object",
  provider: "construct",
};

/**
 * A system with its own role, account and key. No other system has that role, so changing what this system may do changes
 * nothing for others.
 */
export class RolePerSystem extends AccessConstruct {
  readonly role: CustomRole;
  readonly serviceAccount: ServiceAccount;
  readonly key: Key;

  constructor(scope: Construct, id: string, props: RolePerSystemProps) {
    checkProps({ scope, id, class: "RolePerSystem" }, props, kinds);
    super(scope, id);
    const { permissions, alsoHolds = [], name = id } = props;
    const common = {
      name,
      ...(props.description === undefined ? {} : { description: props.description }),
      ...(props.provider === undefined ? {} : { provider: props.provider }),
    };
    this.role = new CustomRole(this, "Role", { ...common, permissions });
    this.serviceAccount = new ServiceAccount(this, "Account", common);
    for (const role of [this.role, ...alsoHolds]) this.serviceAccount.addRole(role);
    this.key = new Key(this, "key", { ...props.key, serviceAccount: this.serviceAccount });
  }

  /** The secret of the system's key, for one construct, as `Key.secretFor`. */
  secretFor(...consumer: SecretConsumer): string {
    return this.key.secretFor(...consumer);
  }
}
