import { ReadAhead, SharedReads } from "../shared/reads/shared-reads.ts";
import { Siblings } from "../shared/reads/siblings.ts";
import type { BigeyeClient } from "./client.ts";
import type { Group } from "./wire/group.ts";
import type { Key } from "./wire/key.ts";
import type { Role } from "./wire/role.ts";
import type { User } from "./wire/member.ts";

/** The keys of the account `id`. */
interface Keys {
  readonly id: string;
  readonly keys: readonly Key[];
}

function groupByOwner(all: readonly Key[]): readonly Keys[] {
  const keys = new Map<string, Key[]>();
  for (const key of all) {
    if (key.owner === undefined) continue;
    const own = keys.get(key.owner.id);
    if (own === undefined) keys.set(key.owner.id, [key]);
    else own.push(key);
  }
  return [...keys].map(([id, own]) => ({ id, keys: own }));
}

/** Caches reads until the next write of this connection, and reads many objects with one list. */
export class Reads {
  readonly #ahead = new ReadAhead();
  readonly #user = new Siblings<User>("user", this.#ahead);
  readonly #role = new Siblings<Role>("role", this.#ahead);
  readonly #group = new Siblings<Group>("group", this.#ahead);
  readonly #keys = new Siblings<Keys>("keys", this.#ahead);
  readonly #users = new SharedReads<readonly User[]>("users", this.#ahead);
  readonly #roles = new SharedReads<readonly Role[]>("roles", this.#ahead);
  readonly #groups = new SharedReads<readonly Group[]>("groups", this.#ahead);
  readonly #allKeys = new SharedReads<readonly Key[]>("keys of all accounts", this.#ahead);
  readonly #ownKeys = new SharedReads<readonly Key[]>("own keys", this.#ahead);

  async readUsers(client: BigeyeClient): Promise<readonly User[]> {
    return this.#users.read("all", () => client.listUsers());
  }

  async readRoles(client: BigeyeClient): Promise<readonly Role[]> {
    return this.#roles.read("all", () => client.listRoles());
  }

  async readGroups(client: BigeyeClient): Promise<readonly Group[]> {
    return this.#groups.read("all", () => client.groups.list());
  }

  /** Without those of people. */
  async readAllKeys(client: BigeyeClient): Promise<readonly Key[]> {
    return this.#allKeys.read("all", () => client.listAllKeys());
  }

  /** Their owner is the owner of the token. */
  async readOwnKeys(client: BigeyeClient): Promise<readonly Key[]> {
    return this.#ownKeys.read("all", () => client.listOwnKeys());
  }

  async readUser(client: BigeyeClient, id: string): Promise<User | undefined> {
    return this.#user.find(id, { readOne: (one) => client.findUser(one), readAll: () => this.readUsers(client) });
  }

  async readRole(client: BigeyeClient, id: string): Promise<Role | undefined> {
    return this.#role.find(id, { readOne: (one) => client.findRole(one), readAll: () => this.readRoles(client) });
  }

  async readGroup(client: BigeyeClient, id: string): Promise<Group | undefined> {
    return this.#group.find(id, { readOne: (one) => client.groups.find(one), readAll: () => this.readGroups(client) });
  }

  /** Reads the managed role of a type such as `VIEW`. */
  async readManagedRole(client: BigeyeClient, type: string): Promise<Role | undefined> {
    return (await this.readRoles(client)).find(({ roleType }) => roleType === `ROLE_TYPE_${type}`);
  }

  /** Returns undefined if the account is gone. */
  async readKeys(client: BigeyeClient, account: string): Promise<readonly Key[] | undefined> {
    const found = await this.#keys.find(account, {
      readOne: async (id) => {
        const keys = await client.findKeys(id);
        return keys && { id, keys };
      },
      readAll: async () => groupByOwner(await this.readAllKeys(client)),
    });
    return found?.keys;
  }

  forget(): void {
    const lists = [this.#users, this.#roles, this.#groups, this.#allKeys, this.#ownKeys];
    for (const kept of [this.#user, this.#role, this.#group, this.#keys, ...lists]) kept.forget();
  }
}
