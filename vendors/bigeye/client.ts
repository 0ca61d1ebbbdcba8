import { type JsonCalls, pathOf } from "../shared/calls/json-calls.ts";
import { createPartialFailureError, type Undone } from "./dialect.ts";
import { GroupCalls } from "./group-calls.ts";
import { toSentId } from "./sent-id.ts";
import * as commonWire from "./wire/common.ts";
import * as keyWire from "./wire/key.ts";
import * as memberWire from "./wire/member.ts";
import * as roleWire from "./wire/role.ts";
import * as scopeWire from "./wire/scope.ts";
import { listTexts } from "../shared/list-texts.ts";

const users = "/api/v1/users";
const plural = "/api/v1/personal-api-keys";
const singular = "/api/v1/personal-api-key";
const roles = "/api/v1/roles";
const workspaces = "/api/v1/workspaces";

function has(rows: readonly { readonly id: string }[], id: string): boolean {
  return rows.some((row) => row.id === id);
}

function toKeysCall(account: string) {
  const query = new URLSearchParams({ serviceAccountId: account }).toString();
  const what = `Listing keys of service account ${account}`;
  return { what, path: `${singular}?${query}`, answers: keyWire.keys, asked: {} };
}

// It is not documented that every server applies the query's filter.
function filterOwnKeys(account: string, keys: readonly keyWire.Key[]): readonly keyWire.Key[] {
  return keys.filter(({ owner }) => owner === undefined || owner.id === account);
}

export interface NewKey {
  readonly account: string;
  readonly name: string;
  readonly description: string;
}

/** An update replaces the name and the groups. */
export interface AccountContent {
  readonly name: string;
  readonly groupIds: readonly string[];
}

export interface Invitation {
  readonly name: string;
  readonly email: string;
}

/** The whole content of a role. Bigeye never returns `baseRole`. */
export interface RoleContent {
  readonly name: string;
  readonly description: string;
  readonly baseRole: string;
  readonly rolePermissions: readonly roleWire.RolePermission[];
}

/** Calls Bigeye's access API, with the vendor's own terms. Throws `AccessError`. */
export class BigeyeClient {
  readonly #calls: JsonCalls;
  readonly groups: GroupCalls;

  constructor(calls: JsonCalls) {
    this.#calls = calls;
    this.groups = new GroupCalls(calls);
  }

  async createAccount({ name, groupIds }: AccountContent): Promise<memberWire.User> {
    const made = await this.#calls.write({
      what: `Creating service account "${name}"`,
      method: "POST",
      path: `${users}/service-account`,
      body: { name, groupIds: groupIds.map(toSentId) },
      answers: memberWire.wrappedUser,
      asked: { user: { name } },
    });
    return made.user;
  }

  /** Sends an invitation. The person chooses a password when they accept it. */
  async invite({ name, email }: Invitation): Promise<memberWire.User> {
    const what = `Inviting ${email}`;
    const body = { name, email, groupIds: [] };
    return this.#calls.write({ what, method: "POST", path: users, body, answers: memberWire.user, asked: { email } });
  }

  /** Lists people and service accounts. */
  async listUsers(): Promise<readonly memberWire.User[]> {
    return (await this.#calls.read({ what: "Listing users", path: users, answers: memberWire.users, asked: {} })).users;
  }

  async findUser(id: string): Promise<memberWire.User | undefined> {
    const call = { what: `Reading user ${id}`, path: pathOf(users, id), answers: memberWire.user, asked: { id } };
    return this.#calls.find(call, async () => has(await this.listUsers(), id));
  }

  /** Replaces the name and the groups. */
  async updateUser(id: string, { name, groupIds }: AccountContent): Promise<memberWire.User> {
    const updated = await this.#calls.write({
      what: `Updating user ${id}`,
      method: "PUT",
      path: pathOf(users, id),
      body: { name, groupIds: groupIds.map(toSentId) },
      answers: memberWire.wrappedUser,
      asked: { user: { id } },
    });
    return updated.user;
  }

  /**
   * Deletes users and their keys. Succeeds if they are gone already.
   * @throws AccessError that lists each user that still exists, even though Bigeye answered 200
   */
  async deleteUsers(ids: readonly string[]): Promise<void> {
    const what = `Deleting users ${listTexts(ids)}`;
    const result = await this.#calls.write({
      what,
      method: "POST",
      path: `${users}/bulk-delete`,
      body: { userIds: ids.map(toSentId) },
      isIdempotent: true,
      answers: commonWire.bulkDeletion,
      asked: {},
    });
    const left = ids.filter((id) => !result.successfulIds.includes(id));
    if (left.length === 0) return;
    const present = await this.listUsers();
    const undone = left
      .filter((id) => has(present, id))
      .map((id): Undone => {
        const failure = result.failedUpdates.find((one) => one.id === id)?.reason;
        const reason = failure ?? (result.notRunIds.includes(id) ? "it was not run" : "no reason is given");
        return { what: `user ${id}`, reason };
      });
    if (undone.length > 0) throw createPartialFailureError(what, undone, ids.length);
  }

  /** Only this response contains the secret. Not idempotent: each call creates a key. */
  async createKey({ account, name, description }: NewKey): Promise<keyWire.CreatedKey> {
    return this.#calls.write({
      what: `Creating key "${name}" of service account ${account}`,
      method: "POST",
      path: plural,
      body: { name, description, serviceAccountId: toSentId(account) },
      answers: keyWire.createdKey,
      asked: { info: { name, owner: { id: account } } },
    });
  }

  /** Uses the singular path, because the plural path lists the caller's own keys. */
  async listKeys(account: string): Promise<readonly keyWire.Key[]> {
    return filterOwnKeys(account, (await this.#calls.read(toKeysCall(account))).keys);
  }

  /** Like `listKeys`, but returns undefined if the account is gone. */
  async findKeys(account: string): Promise<readonly keyWire.Key[] | undefined> {
    const found = await this.#calls.find(toKeysCall(account), async () => has(await this.listUsers(), account));
    return found && filterOwnKeys(account, found.keys);
  }

  async listAllKeys(): Promise<readonly keyWire.Key[]> {
    const what = "Listing the keys of all service accounts";
    return (await this.#calls.read({ what, path: `${singular}/service-accounts`, answers: keyWire.keys, asked: {} }))
      .keys;
  }

  /** Includes the token itself, so its owner is the owner of these keys. */
  async listOwnKeys(): Promise<readonly keyWire.Key[]> {
    return (
      await this.#calls.read({ what: "Listing the token's own keys", path: plural, answers: keyWire.keys, asked: {} })
    ).keys;
  }

  async revokeKey(account: string, id: string): Promise<void> {
    const what = `Revoking key ${id} of service account ${account}`;
    await this.#calls.remove(what, pathOf(plural, id), async () => has(await this.listAllKeys(), id));
  }

  /** Throws `unauthenticated` if the token is invalid. */
  async verify(): Promise<void> {
    await this.#calls.read({
      what: "Verifying the token",
      path: `${plural}/verify`,
      answers: commonWire.nothing,
      asked: {},
    });
  }

  async createRole(content: RoleContent): Promise<roleWire.Role> {
    const what = `Creating role "${content.name}"`;
    return this.#calls.write({
      what,
      method: "POST",
      path: roles,
      body: content,
      answers: roleWire.role,
      asked: { name: content.name },
    });
  }

  async listRoles(): Promise<readonly roleWire.Role[]> {
    return (await this.#calls.read({ what: "Listing roles", path: roles, answers: roleWire.roles, asked: {} })).roles;
  }

  async findRole(id: string): Promise<roleWire.Role | undefined> {
    const call = { what: `Reading role ${id}`, path: pathOf(roles, id), answers: roleWire.role, asked: { id } };
    return this.#calls.find(call, async () => has(await this.listRoles(), id));
  }

  /** Replaces the whole content. */
  async updateRole(id: string, content: RoleContent): Promise<roleWire.Role> {
    const body = { id: toSentId(id), request: content };
    const call = { what: `Updating role ${id}`, path: pathOf(roles, id), answers: roleWire.role, asked: { id } };
    return this.#calls.write({ ...call, method: "PUT", body });
  }

  /** Reads which groups are granted the role, and on which workspaces. */
  async readRoleAccessors(id: string): Promise<roleWire.RoleAccessors> {
    const what = `Reading who holds role ${id}`;
    return this.#calls.read({ what, path: pathOf(roles, id, "accessors"), answers: roleWire.roleAccessors, asked: {} });
  }

  async deleteRole(id: string): Promise<void> {
    await this.#calls.remove(`Deleting role ${id}`, pathOf(roles, id), async () => has(await this.listRoles(), id));
  }

  async listWorkspaces(): Promise<readonly scopeWire.Workspace[]> {
    const call = { what: "Listing workspaces", path: workspaces, answers: scopeWire.workspaces, asked: {} };
    return (await this.#calls.read(call)).workspaces;
  }
}
