import type { Construct } from "constructs";
import { nounDefinition } from "#vendors/definitions.ts";
import { type AccessProvider, providerFor } from "./access-provider.ts";
import { DataAccessMember } from "./gen/data-access-member.ts";
import { Member as Resource } from "./gen/member.ts";
import type { IRole, ISubject, OwnGroup, RoleReference } from "./grant.ts";
import { type ById, type ByName, foundById, foundByName } from "./lookup.ts";
import { roleFor } from "./managed-role.ts";
import { ownGroupOf } from "./own-group.ts";
import { checkConfiguration } from "./refusal.ts";
import { SubjectBase } from "./subject.ts";

export interface MemberProps {
  /** Where the invitation goes, and what the member logs in with. */
  readonly email: string;
  /**
   * What the member is called.
   *
   * @default - none; they say it themselves
   */
  readonly name?: string;
  /**
   * The member's role in the vendor's account as a whole. Some vendors need it.
   *
   * @default - none
   */
  readonly accountRole?: string;
  /**
   * How the member is invited, in the vendor's word. Some vendors need it.
   *
   * @default - none
   */
  readonly inviteMode?: string;
  /**
   * The roles that the invitation brings. What is given later, by `addRole`, is a binding of its own.
   *
   * @default - none, or the vendor's default
   */
  readonly invitedAs?: readonly (IRole | RoleReference)[];
  /**
   * Where the link in the invitation leads: the base URL of the vendor's user interface.
   *
   * @default - the vendor's own
   */
  readonly inviteBaseUrl?: string;
  /**
   * What a destroy does: delete the member, or only forget them.
   *
   * @default "delete"
   */
  readonly deletionPolicy?: "delete" | "abandon";
  /**
   * The vendor's account that they are invited to.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** A person, whether they are invited here or are a member already. */
export interface IMember extends ISubject {
  readonly noun: "member";
  /** The vendor's id of them. */
  readonly id: string;
}

abstract class MemberBase extends SubjectBase implements IMember {
  readonly noun = "member";
  abstract readonly id: string;

  get bindingSubject(): { readonly memberId: string } {
    return { memberId: this.id };
  }

  ownGroup(): OwnGroup {
    return ownGroupOf(this);
  }
}

class MemberById extends MemberBase {
  readonly provider: AccessProvider;
  readonly id: string;
  readonly name = undefined;

  constructor(scope: Construct, id: string, given: string | ById) {
    super(scope, id);
    const { value, provider } = foundById(this, given);
    this.provider = provider;
    this.id = value;
  }
}

class MemberByEmail extends MemberBase {
  readonly provider: AccessProvider;
  readonly name = undefined;
  readonly resource: DataAccessMember;
  #id: string | undefined;

  constructor(scope: Construct, id: string, given: string | ByName) {
    super(scope, id);
    const { value: email, provider } = foundByName(this, given);
    this.provider = provider;
    this.resource = new DataAccessMember(this, "Resource", { email, provider });
  }

  get id(): string {
    this.#id ??= this.resource.id;
    return this.#id;
  }
}

/** A person, invited by email. */
export class Member extends MemberBase {
  /** A member who is there, by the vendor's id of them. */
  static fromId(scope: Construct, id: string, value: string | ById): IMember {
    return new MemberById(scope, id, value);
  }

  /** A member who is there, looked up by their address when Terraform plans. */
  static fromName(scope: Construct, id: string, email: string | ByName): IMember {
    return new MemberByEmail(scope, id, email);
  }

  readonly provider: AccessProvider;
  readonly email: string;
  readonly name: string | undefined;
  readonly resource: Resource;
  #id: string | undefined;

  constructor(scope: Construct, id: string, props: MemberProps) {
    super(scope, id);
    const { invitedAs, provider, ...given } = props;
    this.provider = providerFor(this, provider);
    this.email = props.email;
    this.name = props.name;
    const roleIds = invitedAs?.map((role) => roleFor(this, role).id);
    const config = { ...given, ...(roleIds === undefined ? {} : { roleIds }) };
    checkConfiguration({ at: this, definition: nounDefinition("member"), facts: this.provider.facts }, config);
    this.resource = new Resource(this, "Resource", { ...config, provider: this.provider });
  }

  get id(): string {
    this.#id ??= this.resource.id;
    return this.#id;
  }

  /** What the invitation's link holds, until they are active: whoever has it becomes the member. A sensitive value. */
  get activationToken(): string {
    return this.resource.activationToken;
  }
}
