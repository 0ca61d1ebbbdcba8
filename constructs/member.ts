import type { Construct } from "constructs";
import type { AccessProvider } from "./access-provider.ts";
import { DataAccessMember } from "./gen/data-access-member.ts";
import { Member as Resource } from "./gen/member.ts";
import type { IRole, ISubject, OwnGroup, RoleReference } from "./grant.ts";
import type { ById, ByName } from "./reference.ts";
import { ensureDedicatedGroup } from "./shared/dedicated-group.ts";
import { allowSecret, type SecretConsumer } from "./shared/handed-secrets.ts";
import { importInto } from "./shared/import-into.ts";
import { lookUpById, lookUpByName } from "./shared/look-up.ts";
import { completeConfiguration, completeLookUp, readOwnArguments } from "./shared/noun-configuration.ts";
import { resolveRole } from "./shared/role-reference.ts";
import { SubjectBase } from "./shared/subject-base.ts";
import { checkProps, type PropKinds } from "./shared/props.ts";
import type { OwnArguments } from "./vendor-arguments.ts";

export interface MemberProps {
  /** The email address that the invitation goes to and that the member logs in with. */
  readonly email: string;
  /**
   * The member's name.
   *
   * @default - none; members enter it themselves
   */
  readonly name?: string;
  /**
   * The member's role in the whole account. Some vendors require it: docs/resources/member.md#by-vendor
   *
   * @default - none
   */
  readonly accountRole?: string;
  /**
   * How the member is invited, in the vendor's word. Some vendors require it: docs/resources/member.md#by-vendor
   *
   * @default - none
   */
  readonly inviteMode?: string;
  /**
   * Roles that come with the invitation. Roles granted later with `addRole` are bindings of their own.
   *
   * @default - none, or the vendor's default
   */
  readonly invitedAs?: readonly (IRole | RoleReference)[];
  /**
   * Base URL of the vendor's user interface, which the link in the invitation leads to.
   *
   * @default - the vendor's own
   */
  readonly inviteBaseUrl?: string;
  /**
   * What a destroy does: `delete` deletes the member, `abandon` only removes them from Terraform's state.
   *
   * @default "delete"
   */
  readonly deletionPolicy?: "delete" | "abandon";
  /**
   * Arguments that only this vendor has, as its vocabulary makes them.
   *
   * @default - none
   */
  readonly own?: OwnArguments;
  /**
   * The provider of the account that they are invited to.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** A person, whether invited here or a member already. */
export interface IMember extends ISubject {
  readonly noun: "member";
  /** The vendor's id of the member. */
  readonly id: string;
}

const noun = { type: "member", props: { roleIds: "invitedAs" } };

class MemberBase extends SubjectBase implements IMember {
  readonly noun = "member";

  /** @internal */
  get bindingSubject(): { readonly memberId: string } {
    return { memberId: this.id };
  }

  /** @internal */
  ownGroup(): OwnGroup {
    return ensureDedicatedGroup(this);
  }
}

const kinds: PropKinds<MemberProps> = {
  email: "text!",
  name: "text",
  accountRole: "text",
  inviteMode: "text",
  invitedAs: "objects",
  inviteBaseUrl: "text",
  deletionPolicy: "text",
  own: "object",
  provider: "construct",
};

/**
 * A person, invited by email.
 *
 * What each vendor supports, and what a change does there: docs/resources/member.md#by-vendor
 */
export class Member extends MemberBase {
  /** An existing member, by the vendor's id. Nothing is looked up. */
  static fromId(scope: Construct, id: string, value: string | ById): IMember {
    return new MemberBase(scope, id, lookUpById(value));
  }

  /** An existing member, found by their email address when Terraform plans. */
  static fromName(scope: Construct, id: string, email: string | ByName): IMember {
    const member = lookUpByName(
      email,
      (at, address) => new DataAccessMember(at, "Resource", completeLookUp(at, { email: address })),
    );
    return new MemberBase(scope, id, { ...member, name: undefined });
  }

  readonly email: string;
  readonly resource: Resource;

  /** @throws AccessError for a value that the vendor does not accept, and for a required one that is left out */
  constructor(scope: Construct, id: string, props: MemberProps) {
    checkProps({ scope, id, class: "Member" }, props, kinds);
    const { invitedAs, provider, own, ...given } = props;
    super(scope, id, { name: props.name, provider });
    this.email = props.email;
    const roleIds = invitedAs?.map((role) => resolveRole(this, role).id);
    const config = {
      ...given,
      ...(roleIds === undefined ? {} : { roleIds }),
      ...readOwnArguments(this, own),
    };
    this.resource = new Resource(this, "Resource", completeConfiguration(this, noun, config));
  }

  protected override get identity(): Resource {
    return this.resource;
  }

  /** Manages a member that exists from the next deploy on, by its import id: docs/resources/member.md#import. */
  importFrom(id: string): this {
    return importInto(this, this.resource, id);
  }

  /**
   * The token in the invitation's link, until the member is active, for one construct: whoever has it can become the member. Name
   * the construct, or the scope and the id that it is made with, as with `secretFor` of a key. Wherever else it occurs, synth fails.
   * It is in the state of this stack, marked sensitive.
   *
   * @throws AccessError for a consumer of another stack
   */
  activationTokenFor(...consumer: SecretConsumer): string {
    allowSecret({ owner: this, attribute: "activationToken" }, consumer);
    return this.resource.activationToken;
  }
}
