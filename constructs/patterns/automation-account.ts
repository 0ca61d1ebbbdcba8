import type { Construct } from "constructs";
import { AccessConstruct } from "../shared/access-construct.ts";
import type { AccessProvider } from "../access-provider.ts";
import type { Grant, GrantOptions, IRole, RoleReference } from "../grant.ts";
import { Key, type KeyProps } from "../key.ts";
import type { IScope } from "../scope.ts";
import { ServiceAccount } from "../service-account.ts";
import { checkProps, type PropKinds } from "../shared/props.ts";

/** The props of a key whose account is already decided. */
export type AutomationKeyProps = Omit<KeyProps, "serviceAccount" | "provider">;

export interface AutomationAccountProps {
  /** What the account may do. Grant further roles with `addRole`. */
  readonly role: IRole | RoleReference;
  /**
   * The part of the vendor's account that the role is granted on, such as a workspace.
   *
   * @default - the whole account, or what the role itself says
   */
  readonly on?: IScope;
  /**
   * Why the role is granted, for reviewers. It is kept in state and never sent to the vendor.
   *
   * @default - none
   */
  readonly reason?: string;
  /**
   * The name of the account.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The account's key. It has the account's name unless it is given another.
   *
   * @default - no key is created
   */
  readonly key?: AutomationKeyProps;
  /**
   * The provider of the account in which everything is created.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

const kinds: PropKinds<AutomationAccountProps> = {
  role: "object!",
  on: "construct",
  reason: "text",
  name: "text",
  key: "object",
  provider: "construct",
};

/**
 * What a program needs: a service account, a role on a part of the vendor's account, and a key if you ask for one. Where
 * the vendor grants roles to groups only, a group is created for the account. The key is made after the role is granted, so
 * that it works as soon as it exists.
 */
export class AutomationAccount extends AccessConstruct {
  readonly serviceAccount: ServiceAccount;
  readonly grant: Grant;
  /** Undefined if `key` is left out. */
  readonly key: Key | undefined;

  constructor(scope: Construct, id: string, props: AutomationAccountProps) {
    checkProps({ scope, id, class: "AutomationAccount" }, props, kinds);
    super(scope, id);
    const { role, key, name = id, on, reason } = props;
    const provider = props.provider === undefined ? {} : { provider: props.provider };
    this.serviceAccount = new ServiceAccount(this, "Account", { name, ...provider });
    this.grant = this.addRole(role, {
      ...(on === undefined ? {} : { on }),
      ...(reason === undefined ? {} : { reason }),
    });
    if (key === undefined) return;
    this.key = new Key(this, "Key", { name, ...key, serviceAccount: this.serviceAccount, ...provider });
    this.key.node.addDependency(this.grant);
  }

  /** Grants the account another role. */
  addRole(role: IRole | RoleReference, options?: GrantOptions): Grant {
    return this.serviceAccount.addRole(role, options);
  }
}
