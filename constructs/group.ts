import type { Construct } from "constructs";
import type { AccessProvider } from "./access-provider.ts";
import { DataAccessGroup } from "./gen/data-access-group.ts";
import { GroupMembership } from "./gen/group-membership.ts";
import { Group as Resource } from "./gen/group.ts";
import type { ISubject } from "./grant.ts";
import type { ById, ByName } from "./reference.ts";
import { createConstructError } from "./shared/construct-error.ts";
import { importInto } from "./shared/import-into.ts";
import { lookUpById, lookUpByName } from "./shared/look-up.ts";
import { completeConfiguration, readOwnArguments, completeLookUp } from "./shared/noun-configuration.ts";
import { checkSameAccount } from "./shared/same-account.ts";
import { SubjectBase } from "./shared/subject-base.ts";
import type { OwnArguments } from "./vendor-arguments.ts";
import { checkProps, type PropKinds } from "./shared/props.ts";

export interface GroupProps {
  /**
   * The name of the group.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Arguments that only this vendor has, as its vocabulary makes them.
   *
   * @default - none
   */
  readonly own?: OwnArguments;
  /**
   * The provider of the account in which it is created.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

export interface MembershipOptions {
  /**
   * Why the subject is in the group, for reviewers. It is kept in state and never sent to the vendor.
   *
   * @default - none
   */
  readonly reason?: string;
}

/** People and service accounts that hold roles together, whether the group is made here or exists already. */
export interface IGroup extends ISubject {
  readonly noun: "group";
  /** The vendor's id of the group. */
  readonly id: string;
  /** Undefined if only the id is known. */
  readonly name: string | undefined;
  /**
   * Puts a subject into the group; the subject then holds what the group holds.
   *
   * @throws AccessError for a group, and for a subject of another vendor
   */
  add(subject: ISubject, options?: MembershipOptions): GroupMembership;
}

class GroupBase extends SubjectBase implements IGroup {
  readonly noun = "group";

  /** @internal */
  get bindingSubject(): { readonly groupId: string } {
    return { groupId: this.id };
  }

  add(subject: ISubject, { reason }: MembershipOptions = {}): GroupMembership {
    checkSameAccount(this, `the subject ${subject.node.path}`, subject);
    const { groupId, ...member } = subject.bindingSubject;
    if (groupId !== undefined) {
      throw createConstructError(this, {
        code: "invalid_value",
        message: `${subject.node.path} is a group, and a group cannot be a member of another.`,
        advice: "Add its members instead.",
      });
    }
    const config = completeConfiguration(this, { type: "group_membership" }, { groupId: this.id, ...member, reason });
    return new GroupMembership(this, `member-${subject.node.id}`, config);
  }
}

const kinds: PropKinds<GroupProps> = {
  name: "text",
  own: "object",
  provider: "construct",
};

/**
 * People and service accounts that hold roles together.
 *
 * What each vendor supports, and what a change does there: docs/resources/group.md#by-vendor
 */
export class Group extends GroupBase {
  /** A group that exists, by the vendor's id. Nothing is looked up, so its name is not known. */
  static fromId(scope: Construct, id: string, value: string | ById): IGroup {
    return new GroupBase(scope, id, lookUpById(value));
  }

  /** A group that exists, found by its name when Terraform plans. */
  static fromName(scope: Construct, id: string, name: string | ByName): IGroup {
    const group = lookUpByName(
      name,
      (at, given) => new DataAccessGroup(at, "Resource", completeLookUp(at, { name: given })),
    );
    return new GroupBase(scope, id, group);
  }

  declare readonly name: string;
  readonly resource: Resource;

  /** @throws AccessError for a value that the vendor does not accept, and where the vendor has no groups */
  constructor(scope: Construct, id: string, props: GroupProps = {}) {
    checkProps({ scope, id, class: "Group" }, props, kinds);
    super(scope, id, { name: props.name ?? id, provider: props.provider });
    const config = { name: this.name, ...readOwnArguments(this, props.own) };
    this.resource = new Resource(this, "Resource", completeConfiguration(this, { type: "group" }, config));
  }

  protected override get identity(): Resource {
    return this.resource;
  }

  /** Manages a group that exists from the next deploy on, by its import id: docs/resources/group.md#import. */
  importFrom(id: string): this {
    return importInto(this, this.resource, id);
  }
}
