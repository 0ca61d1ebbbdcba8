import { ReadAhead, SharedReads } from "../shared/reads/shared-reads.ts";
import { Siblings } from "../shared/reads/siblings.ts";
import type { InkitClient } from "./client.ts";
import type { User } from "./wire/member.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccount } from "./wire/service-account.ts";

/** What was read since the last write of this connection; nothing is asked twice, and many are read by one list. */
export class Reads {
  readonly #ahead = new ReadAhead();
  readonly #role = new Siblings<Role>("role", this.#ahead);
  readonly #account = new Siblings<ServiceAccount>("account", this.#ahead);
  readonly #roles = new SharedReads<readonly Role[]>("roles", this.#ahead);
  readonly #accounts = new SharedReads<readonly ServiceAccount[]>("accounts", this.#ahead);
  readonly #users = new SharedReads<readonly User[]>("users", this.#ahead);

  async roles(client: InkitClient): Promise<readonly Role[]> {
    return this.#roles.read("all", () => client.listRoles());
  }

  async accounts(client: InkitClient): Promise<readonly ServiceAccount[]> {
    return this.#accounts.read("all", () => client.listAccounts());
  }

  async users(client: InkitClient): Promise<readonly User[]> {
    return this.#users.read("all", () => client.listUsers());
  }

  async role(client: InkitClient, id: string): Promise<Role | undefined> {
    return this.#role.find(id, { one: (one) => client.findRole(one), all: () => this.roles(client) });
  }

  async account(client: InkitClient, id: string): Promise<ServiceAccount | undefined> {
    return this.#account.find(id, { one: (one) => client.findAccount(one), all: () => this.accounts(client) });
  }

  forget(): void {
    for (const kept of [this.#role, this.#account, this.#roles, this.#accounts, this.#users]) kept.forget();
  }
}
