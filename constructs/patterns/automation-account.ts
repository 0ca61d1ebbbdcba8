import { Construct } from "constructs";
import type { AccessProvider } from "./access-provider.ts";
import type { Grant, GrantOptions, IRole, RoleReference } from "./grant.ts";
import { Key, type KeyProps } from "./key.ts";
import type { IScope } from "./scope.ts";
import { ServiceAccount } from "./service-account.ts";

/** As a key's own props; the account is that of the automation. */
export type AutomationKeyProps = Omit<KeyProps, "serviceAccount" | "provider">;

export interface AutomationAccountProps {
  /** What the account may do. Further roles are given with `addRole`. */
  readonly role: IRole | RoleReference;
  /**
   * Where the role holds: a part of the vendor's account, such as a workspace.
   *
   * @default - everywhere, or where the role itself says
   */
  readonly on?: IScope;
  /**
   * Why it is given: for reviewers. It is kept in state and never sent to the vendor.
   *
   * @default - no reason is kept
   */
  readonly reason?: string;
  /**
   * What the account is called.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The account's key. Its name is that of the account unless it says another.
   *
   * @default - none is made
   */
  readonly key?: AutomationKeyProps;
  /**
   * The vendor's account in which all of it is made.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/**
 * A program's access in one piece: a service account, a role on a part of the vendor's account, and perhaps a key. Where
 * the vendor gives roles to groups alone, a group is made for the account. The key is made after the role was given, so
 * that whoever is handed it can use it.
 */
export class AutomationAccount extends Construct {
  readonly serviceAccount: ServiceAccount;
  readonly grant: Grant;
  /** Undefined where none was asked for. */
  readonly key: Key | undefined;

  constructor(scope: Construct, id: string, props: AutomationAccountProps) {
    super(scope, id);
    const { role, key, name = id, on, reason, provider } = props;
    const owner = provider === undefined ? {} : { provider };
    this.serviceAccount = new ServiceAccount(this, "Account", { name, ...owner });
    this.grant = this.addRole(role, {
      ...(on === undefined ? {} : { on }),
      ...(reason === undefined ? {} : { reason }),
    });
    if (key === undefined) return;
    this.key = new Key(this, "Key", { name, ...key, serviceAccount: this.serviceAccount, ...owner });
    this.key.node.addDependency(this.grant);
  }

  /** Gives the account one more role. */
  addRole(role: IRole | RoleReference, options?: GrantOptions): Grant {
    return this.serviceAccount.addRole(role, options);
  }
}
