import { Construct } from "constructs";
import { type AccessProvider, providerFor } from "./access-provider.ts";
import { Token } from "./cdk.ts";
import { CustomRole } from "./custom-role.ts";
import type { IRole, RoleReference } from "./grant.ts";
import { type IMember, Member, type MemberProps } from "./member.ts";
import type { Permission } from "./permission.ts";
import { refusal } from "./refusal.ts";
import { RoleMapping } from "./role-mapping.ts";
import { ServiceAccount } from "./service-account.ts";
import { signoz } from "./vocabulary/signoz.ts";

const viewer = signoz.role("signoz-viewer");

export interface SelfServiceSso {
  /** The email domain whose people sign in through the identity provider, such as `teams.example.com`. It exists already. */
  readonly domain: string;
  /** The group of the identity provider whose people may add keys. */
  readonly group: string;
  /**
   * Another group, in which everybody of `group` is too: it gives `signoz-viewer`. SigNoz gives a group one role, and
   * the default role to nobody whom a group gives one. So that without this group the role that lets people add keys
   * also holds what `signoz-viewer` holds; what SigNoz lets holders of the managed roles alone see, such as alerts, they
   * do not see then.
   *
   * @default - none; the role holds what viewers may do as well
   */
  readonly viewerGroup?: string;
}

export interface SelfServiceKeysProps {
  /**
   * What the account is called under which all of these keys are.
   *
   * @default "viewer-readonly"
   */
  readonly accountName?: string;
  /**
   * What the role is called that lets people add keys to it.
   *
   * @default "viewer-service-account"
   */
  readonly roleName?: string;
  /**
   * What the keys may do: the role that the account holds.
   *
   * @default - signoz-viewer: every key is read-only
   */
  readonly keysAct?: IRole | RoleReference;
  /**
   * Who may add keys: addresses to invite, or members. Each gets `signoz-viewer` and the role.
   *
   * @default - nobody by name
   */
  readonly viewers?: readonly (string | IMember)[];
  /**
   * What the invitations are like: whether they go by mail, and what becomes of the people at a destroy.
   *
   * @default - each gives an activation token, and a destroy deletes the member, for which SigNoz wants a session
   */
  readonly invitations?: Pick<MemberProps, "inviteBaseUrl" | "deletionPolicy">;
  /**
   * Who may add keys, by single sign-on. It holds from each person's first sign-in. A destroy takes the role from all who
   * got it so.
   *
   * @default - nobody
   */
  readonly sso?: SelfServiceSso;
  /**
   * The SigNoz in which it is made.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/**
 * Keys that viewers make themselves, as SigNoz's page "Self-Service API Keys for Viewers" sets them up: one account,
 * read-only; a role that lets its holders find that account and add keys to it, and to no other; and who holds the role.
 */
export class SelfServiceKeys extends Construct {
  readonly account: ServiceAccount;
  readonly role: CustomRole;
  /** In the order of `viewers`. */
  readonly members: readonly IMember[];
  /** Undefined without `sso`. */
  readonly mapping: RoleMapping | undefined;

  constructor(scope: Construct, id: string, props: SelfServiceKeysProps = {}) {
    super(scope, id);
    const provider = providerFor(this, props.provider);
    const { accountName = "viewer-readonly", roleName = "viewer-service-account", keysAct = viewer, sso } = props;
    this.account = new ServiceAccount(this, "Account", { name: accountName, keysByHolders: true, provider });
    this.account.addRole(keysAct, { reason: "What every key of the account may do" });
    this.role = new CustomRole(this, "Role", {
      name: roleName,
      description: `Lets its holders add keys to ${accountName}, and to no other account`,
      permissions: [...this.#addOwnKey(), ...(sso !== undefined && sso.viewerGroup === undefined ? viewing() : [])],
      // Whom single sign-on gave the role, no code holds: without it the role could not be deleted once somebody signed in.
      ...(sso === undefined ? {} : { forceDetach: true }),
      provider,
    });
    this.members = (props.viewers ?? []).map((one) => this.#member(one, props, provider));
    for (const member of this.members) {
      member.addRole(viewer);
      member.addRole(this.role, { reason: `Adds keys to ${accountName}` });
    }
    this.mapping = sso === undefined ? undefined : this.#map(sso, provider);
  }

  #addOwnKey(): readonly Permission[] {
    return [
      signoz.create("factor-api-key"),
      signoz.list("factor-api-key"),
      signoz.list("serviceaccount"),
      signoz.attach(this.account),
      signoz.read(this.account),
    ];
  }

  #member(one: string | IMember, { invitations }: SelfServiceKeysProps, provider: AccessProvider): IMember {
    if (typeof one !== "string") return one;
    if (!Token.isUnresolved(one)) return new Member(this, one, { email: one, ...invitations, provider });
    throw refusal(this, {
      code: "invalid_value",
      message: "one of `viewers` is known to Terraform alone, and a member needs a place in the tree.",
      advice: "Make it: new Member(scope, id, { email }), and give that.",
    });
  }

  #map({ domain, group, viewerGroup }: SelfServiceSso, provider: AccessProvider): RoleMapping {
    if (group === viewerGroup) {
      throw refusal(this, {
        code: "invalid_value",
        message: `\`group\` and \`viewerGroup\` are both "${group}", and SigNoz gives a group one role.`,
        advice: "Name two groups, with everybody of `group` in the other too; or leave `viewerGroup` out.",
      });
    }
    const viewers = viewerGroup === undefined ? {} : { [viewerGroup]: viewer };
    const groupMappings = { [group]: this.role, ...viewers };
    return new RoleMapping(this, "Mapping", { domain, defaultRole: viewer, groupMappings, provider });
  }
}

/** What signoz-viewer holds, permission by permission. */
function viewing(): readonly Permission[] {
  return signoz.heldBy("signoz-viewer");
}
