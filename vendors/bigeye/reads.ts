import { ReadAhead, SharedReads } from "../shared/reads/shared-reads.ts";
import { Siblings } from "../shared/reads/siblings.ts";
import type { BigeyeClient } from "./client.ts";
import type { Group } from "./wire/group.ts";
import type { Key } from "./wire/key.ts";
import type { Role } from "./wire/role.ts";
import type { User } from "./wire/member.ts";

/** An account's keys. */
interface Keys {
  readonly id: string;
  readonly keys: readonly Key[];
}

async function byOwner(client: BigeyeClient): Promise<readonly Keys[]> {
  const keys = new Map<string, Key[]>();
  for (const key of await client.listAllKeys()) {
    if (key.owner === undefined) continue;
    const own = keys.get(key.owner.id);
    if (own === undefined) keys.set(key.owner.id, [key]);
    else own.push(key);
  }
  return [...keys].map(([id, own]) => ({ id, keys: own }));
}

/** What was read since the last write of this connection; nothing is asked twice, and many are read by one list. */
export class Reads {
  readonly #ahead = new ReadAhead();
  readonly #user = new Siblings<User>("user", this.#ahead);
  readonly #role = new Siblings<Role>("role", this.#ahead);
  readonly #group = new Siblings<Group>("group", this.#ahead);
  readonly #keys = new Siblings<Keys>("keys", this.#ahead);
  readonly #users = new SharedReads<readonly User[]>("users", this.#ahead);
  readonly #roles = new SharedReads<readonly Role[]>("roles", this.#ahead);
  readonly #groups = new SharedReads<readonly Group[]>("groups", this.#ahead);
  readonly #ownKeys = new SharedReads<readonly Key[]>("own keys", this.#ahead);

  async users(client: BigeyeClient): Promise<readonly User[]> {
    return this.#users.read("all", () => client.listUsers());
  }

  async roles(client: BigeyeClient): Promise<readonly Role[]> {
    return this.#roles.read("all", () => client.listRoles());
  }

  async groups(client: BigeyeClient): Promise<readonly Group[]> {
    return this.#groups.read("all", () => client.groups.list());
  }

  /** The token's own: their owner is who the token is. */
  async ownKeys(client: BigeyeClient): Promise<readonly Key[]> {
    return this.#ownKeys.read("all", () => client.listOwnKeys());
  }

  async user(client: BigeyeClient, id: string): Promise<User | undefined> {
    return this.#user.find(id, { one: (one) => client.findUser(one), all: () => this.users(client) });
  }

  async role(client: BigeyeClient, id: string): Promise<Role | undefined> {
    return this.#role.find(id, { one: (one) => client.findRole(one), all: () => this.roles(client) });
  }

  async group(client: BigeyeClient, id: string): Promise<Group | undefined> {
    return this.#group.find(id, { one: (one) => client.groups.find(one), all: () => this.groups(client) });
  }

  /** Bigeye's own role of a type, such as `VIEW`. */
  async managedRole(client: BigeyeClient, type: string): Promise<Role | undefined> {
    return (await this.roles(client)).find(({ roleType }) => roleType === `ROLE_TYPE_${type}`);
  }

  /** An account's keys; undefined where the account is gone. */
  async keys(client: BigeyeClient, account: string): Promise<readonly Key[] | undefined> {
    const found = await this.#keys.find(account, {
      one: async (id) => {
        const keys = await client.findKeys(id);
        return keys && { id, keys };
      },
      all: () => byOwner(client),
    });
    return found?.keys;
  }

  forget(): void {
    const lists = [this.#users, this.#roles, this.#groups, this.#ownKeys];
    for (const kept of [this.#user, this.#role, this.#group, this.#keys, ...lists]) kept.forget();
  }
}
