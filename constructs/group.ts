import type { Construct } from "constructs";
import { nounDefinition } from "#vendors/definitions.ts";
import { type AccessProvider, checkSameVendor, providerFor } from "./access-provider.ts";
import { DataAccessGroup } from "./gen/data-access-group.ts";
import { Group as Resource } from "./gen/group.ts";
import { GroupMembership } from "./gen/group-membership.ts";
import type { ISubject } from "./grant.ts";
import { type ById, type ByName, foundById, foundByName } from "./lookup.ts";
import { type OwnArguments, ownValues } from "./own-arguments.ts";
import { checkConfiguration, refusal } from "./refusal.ts";
import { SubjectBase } from "./subject.ts";

export interface GroupProps {
  /**
   * What the group is called.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What the vendor alone has, as its vocabulary makes it.
   *
   * @default - none
   */
  readonly own?: OwnArguments;
  /**
   * The vendor's account in which it is made.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

export interface MembershipOptions {
  /**
   * Why: for reviewers. It is kept in state and never sent to the vendor.
   *
   * @default - no reason is kept
   */
  readonly reason?: string;
}

/** People and service accounts that hold roles together, whether the group is made here or exists already. */
export interface IGroup extends ISubject {
  readonly noun: "group";
  /** The vendor's id of it. */
  readonly id: string;
  /** Undefined where it is known by its id alone. */
  readonly name: string | undefined;
  /** Puts a subject into the group; what the group holds, the subject holds. */
  add(subject: ISubject, options?: MembershipOptions): GroupMembership;
}

abstract class GroupBase extends SubjectBase implements IGroup {
  readonly noun = "group";
  abstract readonly id: string;

  get bindingSubject(): { readonly groupId: string } {
    return { groupId: this.id };
  }

  add(subject: ISubject, { reason }: MembershipOptions = {}): GroupMembership {
    checkSameVendor(this, { what: `the subject ${subject.node.path}`, vendor: subject.provider.facts.name });
    const { groupId, ...member } = subject.bindingSubject;
    if (groupId !== undefined) {
      throw refusal(this, {
        code: "invalid_value",
        message: `${subject.node.path} is a group, and a group cannot be in another.`,
        advice: "Add its members.",
      });
    }
    const config = { groupId: this.id, ...member, reason };
    checkConfiguration(
      { at: this, definition: nounDefinition("group_membership"), facts: this.provider.facts },
      config,
    );
    return new GroupMembership(this, `member-${subject.node.id}`, { ...config, provider: this.provider });
  }
}

class GroupById extends GroupBase {
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

class GroupByName extends GroupBase {
  readonly provider: AccessProvider;
  readonly name: string;
  readonly resource: DataAccessGroup;
  #id: string | undefined;

  constructor(scope: Construct, id: string, given: string | ByName) {
    super(scope, id);
    const { value: name, provider } = foundByName(this, given);
    this.provider = provider;
    this.name = name;
    this.resource = new DataAccessGroup(this, "Resource", { name, provider });
  }

  get id(): string {
    this.#id ??= this.resource.id;
    return this.#id;
  }
}

/** People and service accounts that hold roles together. */
export class Group extends GroupBase {
  /** A group that exists, by the vendor's id of it. */
  static fromId(scope: Construct, id: string, value: string | ById): IGroup {
    return new GroupById(scope, id, value);
  }

  /** A group that exists, looked up by its name when Terraform plans. */
  static fromName(scope: Construct, id: string, name: string | ByName): IGroup {
    return new GroupByName(scope, id, name);
  }

  readonly provider: AccessProvider;
  readonly name: string;
  readonly resource: Resource;
  #id: string | undefined;

  constructor(scope: Construct, id: string, props: GroupProps = {}) {
    super(scope, id);
    this.provider = providerFor(this, props.provider);
    this.name = props.name ?? id;
    const config = { name: this.name, ...ownValues(this, props.own) };
    checkConfiguration({ at: this, definition: nounDefinition("group"), facts: this.provider.facts }, config);
    this.resource = new Resource(this, "Resource", { ...config, provider: this.provider });
  }

  get id(): string {
    this.#id ??= this.resource.id;
    return this.#id;
  }
}
