import { Construct } from "constructs";
import type { AccessProvider } from "./access-provider.ts";
import { CustomRole } from "./custom-role.ts";
import type { IRole, RoleReference } from "./grant.ts";
import { Key, type KeyProps } from "./key.ts";
import type { Permission } from "./permission.ts";
import { ServiceAccount } from "./service-account.ts";

export interface RolePerSystemProps {
  /** What the system may do: the permissions of a role that is its own. */
  readonly permissions: readonly Permission[];
  /**
   * Roles that it holds besides; what it may do is the union.
   *
   * @default - its own role alone
   */
  readonly alsoHolds?: readonly (IRole | RoleReference)[];
  /**
   * What the account and the role are called.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What the system is; the account's description and the role's.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * What its key is like: when it is rotated, whom it is encrypted for.
   *
   * @default - a key that is made once
   */
  readonly key?: Omit<KeyProps, "serviceAccount" | "provider">;
  /**
   * The vendor's account in which it is made.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/**
 * One system with a role of its own, an account and a key: what it may do is decided for it alone, so that widening one
 * system's permissions widens nobody else's.
 */
export class RolePerSystem extends Construct {
  readonly role: CustomRole;
  readonly serviceAccount: ServiceAccount;
  readonly key: Key;

  constructor(scope: Construct, id: string, props: RolePerSystemProps) {
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

  /** The system's token: in the state of this stack, marked sensitive. */
  get secret(): string {
    return this.key.secret;
  }
}
