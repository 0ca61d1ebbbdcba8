import { type JsonCalls, pathOf } from "../shared/calls/json-calls.ts";
import { createPartialFailureError, type Undone } from "./dialect.ts";
import { toSentId } from "./sent-id.ts";
import * as groupMembershipWire from "./wire/group-membership.ts";
import * as groupWire from "./wire/group.ts";
import * as roleBindingWire from "./wire/role-binding.ts";
import { listTexts } from "../shared/list-texts.ts";

const groups = "/api/v1/groups";

/** The ids of a grant's role, group and workspace. */
export interface GrantSides {
  readonly role: string;
  readonly group: string;
  readonly workspace: string;
}

/** A grant that exists. */
export interface GivenGrant extends GrantSides {
  readonly id: string;
}

export interface Membership {
  readonly user: string;
  readonly group: string;
}

function toGrantBody({ role, group, workspace }: GrantSides): object {
  return { role: { id: toSentId(role) }, group: { id: toSentId(group) }, workspace: { id: toSentId(workspace) } };
}

function sidesOf({ role, group, workspace }: roleBindingWire.GrantAsSent): GrantSides {
  return { role: role?.id ?? "", group: group?.id ?? "", workspace: workspace?.id ?? "" };
}

function isSame(one: GrantSides, other: GrantSides): boolean {
  return one.role === other.role && one.group === other.group && one.workspace === other.workspace;
}

function describeGrant({ role, group, workspace }: GrantSides): string {
  return `role ${role} to group ${group} on workspace ${workspace}`;
}

function findReason(failures: roleBindingWire.GrantChange["failedUpdates"], wanted: GrantSides): string {
  const failure = failures.find(({ request }) => isSame(sidesOf(request ?? { id: undefined }), wanted));
  return failure?.reason ?? "no reason is given";
}

/** Calls for groups, their users and their grants. */
export class GroupCalls {
  readonly #calls: JsonCalls;

  constructor(calls: JsonCalls) {
    this.#calls = calls;
  }

  async create(content: groupWire.GroupBody): Promise<groupWire.Group> {
    const what = `Creating group "${content.name}"`;
    const call = { what, path: groups, answers: groupWire.group, asked: { name: content.name } };
    return this.#calls.write({ ...call, method: "POST", body: content });
  }

  async list(): Promise<readonly groupWire.Group[]> {
    return (await this.#calls.read({ what: "Listing groups", path: groups, answers: groupWire.groups, asked: {} }))
      .groups;
  }

  async #isListed(id: string): Promise<boolean> {
    return (await this.list()).some((group) => group.id === id);
  }

  async find(id: string): Promise<groupWire.Group | undefined> {
    const asked = { id, grants: { each: { group: { id } } } };
    const call = { what: `Reading group ${id}`, path: pathOf(groups, id), answers: groupWire.group, asked };
    return this.#calls.find(call, () => this.#isListed(id));
  }

  /** Replaces the name and the IdP groups. */
  async update(id: string, content: groupWire.GroupBody): Promise<groupWire.Group> {
    const asked = { id };
    const call = { what: `Updating group ${id}`, path: pathOf(groups, id), answers: groupWire.group, asked };
    return this.#calls.write({ ...call, method: "PUT", body: content });
  }

  async delete(id: string): Promise<void> {
    await this.#calls.remove(`Deleting group ${id}`, pathOf(groups, id), () => this.#isListed(id));
  }

  async #changeGrants(
    what: string,
    operation: string,
    requests: readonly object[],
  ): Promise<roleBindingWire.GrantChange> {
    const body = { operation: `ROLE_OPERATION_${operation}`, requests };
    return this.#calls.write({
      what,
      method: "PUT",
      path: `${groups}/grants`,
      body,
      answers: roleBindingWire.grantChange,
      asked: {},
    });
  }

  /**
   * Returns the grants in the order of the request. Granting again returns the existing grant.
   * @throws AccessError that lists each grant that failed, even though Bigeye answered 200
   */
  async grant(wanted: readonly GrantSides[]): Promise<readonly GivenGrant[]> {
    const what = `Granting ${listTexts(wanted.map(describeGrant))}`;
    const { successfulRequests, failedUpdates } = await this.#changeGrants(what, "GRANT", wanted.map(toGrantBody));
    const given: GivenGrant[] = [];
    const undone: Undone[] = [];
    for (const sides of wanted) {
      const done = successfulRequests.find((one) => isSame(sidesOf(one), sides));
      const id = done === undefined ? undefined : (done.id ?? (await this.#findGrantId(sides)));
      if (id === undefined) undone.push({ what: describeGrant(sides), reason: findReason(failedUpdates, sides) });
      else given.push({ ...sides, id });
    }
    if (undone.length > 0) throw createPartialFailureError(what, undone, wanted.length);
    return given;
  }

  async #findGrantId(sides: GrantSides): Promise<string | undefined> {
    const group = await this.find(sides.group);
    return group?.grants.find((grant) => isSame(sidesOf(grant), sides))?.id;
  }

  /**
   * Succeeds if the grants are gone already.
   * @throws AccessError that lists each grant that still exists, even though Bigeye answered 200
   */
  async revoke(grants: readonly GivenGrant[]): Promise<void> {
    const what = `Revoking ${listTexts(grants.map(describeGrant))}`;
    const requests = grants.map((grant) => ({ id: toSentId(grant.id), ...toGrantBody(grant) }));
    const { failedUpdates, successfulRequests } = await this.#changeGrants(what, "REVOKE", requests);
    const left = grants.filter((grant) => !successfulRequests.some((one) => isSame(sidesOf(one), grant)));
    if (left.length === 0) return;
    const present = (await this.list()).flatMap((group) => group.grants);
    const undone = left
      .filter((grant) => present.some(({ id }) => id === grant.id))
      .map((grant) => ({ what: describeGrant(grant), reason: findReason(failedUpdates, grant) }));
    if (undone.length > 0) throw createPartialFailureError(what, undone, grants.length);
  }

  // The API takes two lists, not pairs, so a request has only one user and one group.
  async #changeUsers(operation: "ADD" | "REMOVE", { user, group }: Membership): Promise<void> {
    const what =
      operation === "ADD" ? `Adding user ${user} to group ${group}` : `Removing user ${user} from group ${group}`;
    const result = await this.#calls.write({
      what,
      method: "PUT",
      path: `${groups}/users`,
      answers: groupMembershipWire.groupUserChange,
      asked: {},
      body: { operation: `GROUP_USER_OPERATION_${operation}`, userIds: [toSentId(user)], groupIds: [toSentId(group)] },
    });
    if (result.successfulIds.some((pair) => pair.userId === user && pair.groupId === group)) return;
    const isIn = (await this.find(group))?.users.some(({ id }) => id === user) === true;
    if (isIn === (operation === "ADD")) return;
    const reason = result.failedUpdates[0]?.reason ?? "no reason is given";
    throw createPartialFailureError(what, [{ what: `user ${user} in group ${group}`, reason }], 1);
  }

  async addUser(membership: Membership): Promise<void> {
    await this.#changeUsers("ADD", membership);
  }

  /** Succeeds if the user is not in the group. A user who belongs to it through an IdP group cannot be removed. */
  async removeUser(membership: Membership): Promise<void> {
    await this.#changeUsers("REMOVE", membership);
  }
}
