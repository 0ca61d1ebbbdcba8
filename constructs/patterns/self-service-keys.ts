import type { Construct } from "constructs";
import { AccessConstruct } from "../shared/access-construct.ts";
import { AccessProvider } from "../access-provider.ts";
import { CustomRole } from "../custom-role.ts";
import type { IRole, RoleReference } from "../grant.ts";
import { type IMember, Member, type MemberProps } from "../member.ts";
import type { Permission } from "../permission.ts";
import { RoleMapping } from "../role-mapping.ts";
import { ServiceAccount } from "../service-account.ts";
import { Token } from "../shared/cdktf.ts";
import { createConstructError } from "../shared/construct-error.ts";
import { signoz } from "../vocabulary/signoz.ts";
import { checkProps, type PropKinds } from "../shared/props.ts";

const viewer = signoz.role("signoz-viewer");

export interface SelfServiceSso {
  /** The existing email domain whose users sign in through the identity provider, such as `teams.example.com`. */
  readonly domain: string;
  /** The group of the identity provider whose users may add keys. */
  readonly group: string;
  /**
   * A second group of the identity provider, which all users of `group` are in too. It gives them `signoz-viewer`.
   *
   * SigNoz maps a group to one role, and gives the default role only to users whose groups are not mapped. Without this
   * group, the role that lets users add keys therefore also holds what `signoz-viewer` holds; users then do not see what
   * SigNoz shows to holders of a managed role only, such as alerts.
   *
   * @default - none; the role also holds what viewers may do
   */
  readonly viewerGroup?: string;
}

export interface SelfServiceKeysProps {
  /**
   * The name of the account that all of these keys act as.
   *
   * @default "viewer-readonly"
   */
  readonly accountName?: string;
  /**
   * The name of the role that lets people add keys to the account.
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
   * Who may add keys: email addresses to invite, or members. Each is granted `signoz-viewer` and the role.
   *
   * @default - nobody by name
   */
  readonly viewers?: readonly (string | IMember)[];
  /**
   * Whether invitations are sent by mail, and what a destroy does to the members.
   *
   * @default - each invitation gives an activation token, and a destroy deletes the member, which SigNoz allows only in a user session
   */
  readonly invitations?: Pick<MemberProps, "inviteBaseUrl" | "deletionPolicy">;
  /**
   * Who may add keys, by single sign-on. It applies from a user's first sign-in. A destroy takes the role from all users who
   * got it this way.
   *
   * @default - nobody
   */
  readonly sso?: SelfServiceSso;
  /**
   * The provider of the SigNoz account in which everything is created.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

const kinds: PropKinds<SelfServiceKeysProps> = {
  accountName: "text",
  roleName: "text",
  keysAct: "object",
  viewers: "list",
  invitations: "object",
  sso: "object",
  provider: "construct",
};

/**
 * Keys that viewers make themselves, as SigNoz's page "Self-Service API Keys for Viewers" describes it: a read-only account;
 * a role that lets its holders find that account and add keys to it, but to no other account; and the holders of that role.
 */
export class SelfServiceKeys extends AccessConstruct {
  readonly account: ServiceAccount;
  readonly role: CustomRole;
  /** In the order of `viewers`. */
  readonly members: readonly IMember[];
  /** Undefined without `sso`. */
  readonly mapping: RoleMapping | undefined;

  /** @throws AccessError if `group` and `viewerGroup` are the same, and for a viewer that is a token */
  constructor(scope: Construct, id: string, props: SelfServiceKeysProps = {}) {
    checkProps({ scope, id, class: "SelfServiceKeys" }, props, kinds);
    super(scope, id);
    const provider = AccessProvider.of(this, props.provider);
    const { accountName = "viewer-readonly", roleName = "viewer-service-account", keysAct = viewer, sso } = props;
    this.account = new ServiceAccount(this, "Account", { name: accountName, keysByHolders: true, provider });
    this.account.addRole(keysAct, { reason: "What every key of the account may do" });
    const includesViewing = sso !== undefined && sso.viewerGroup === undefined;
    this.role = new CustomRole(this, "Role", {
      name: roleName,
      description: `Lets its holders add keys to ${accountName}, and to no other account`,
      permissions: [...this.#addKeyPermissions(), ...(includesViewing ? signoz.heldBy("signoz-viewer") : [])],
      // Users who got the role by single sign-on are not in code: without it the role could not be deleted once one signed in.
      ...(sso === undefined ? {} : { forceDetach: true }),
      provider,
    });
    this.members = (props.viewers ?? []).map((given) => this.#resolveMember(given, props, provider));
    for (const member of this.members) {
      member.addRole(viewer);
      member.addRole(this.role, { reason: `Adds keys to ${accountName}` });
    }
    this.mapping = sso === undefined ? undefined : this.#createMapping(sso, provider);
  }

  #addKeyPermissions(): readonly Permission[] {
    return [
      signoz.create("factor-api-key"),
      signoz.list("factor-api-key"),
      signoz.list("serviceaccount"),
      signoz.attach(this.account),
      signoz.read(this.account),
    ];
  }

  #resolveMember(given: string | IMember, { invitations }: SelfServiceKeysProps, provider: AccessProvider): IMember {
    if (typeof given !== "string") return given;
    if (!Token.isUnresolved(given)) return new Member(this, given, { email: given, ...invitations, provider });
    throw createConstructError(this, {
      code: "invalid_value",
      message: "an address in `viewers` is a token, which cannot be part of a construct id.",
      advice: "Create the member with new Member(scope, id, { email }), and put it into `viewers`.",
    });
  }

  #createMapping({ domain, group, viewerGroup }: SelfServiceSso, provider: AccessProvider): RoleMapping {
    if (group === viewerGroup) {
      throw createConstructError(this, {
        code: "invalid_value",
        message: `\`group\` and \`viewerGroup\` are both "${group}", but SigNoz maps a group to one role.`,
        advice: "Use two groups, where users of `group` are in the other too, or leave `viewerGroup` out.",
      });
    }
    const viewers = viewerGroup === undefined ? {} : { [viewerGroup]: viewer };
    const groupMappings = { [group]: this.role, ...viewers };
    return new RoleMapping(this, "Mapping", { domain, defaultRole: viewer, groupMappings, provider });
  }
}
