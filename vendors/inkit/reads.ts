import { ReadAhead, SharedReads } from "../shared/reads/shared-reads.ts";
import { SharedPages } from "../shared/reads/shared-pages.ts";
import { Siblings } from "../shared/reads/siblings.ts";
import type { InkitClient } from "./client.ts";
import type { User } from "./wire/member.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccount } from "./wire/service-account.ts";

/** Caches what this connection has read since its last write. Several objects are read with one list call. */
export class Reads {
  readonly #ahead = new ReadAhead();
  readonly #role = new Siblings<Role>("role", this.#ahead);
  readonly #account = new Siblings<ServiceAccount>("account", this.#ahead);
  readonly #roles = new SharedReads<readonly Role[]>("roles", this.#ahead);
  readonly #accounts = new SharedReads<readonly ServiceAccount[]>("accounts", this.#ahead);
  readonly #users = new SharedReads<readonly User[]>("users", this.#ahead);
  readonly #accountPages = new SharedPages<ServiceAccount>();

  async readRoles(client: InkitClient): Promise<readonly Role[]> {
    return this.#roles.read("all", () => client.listRoles());
  }

  async readAccounts(client: InkitClient): Promise<readonly ServiceAccount[]> {
    return this.#accounts.read("all", () => client.listAccounts());
  }

  /** Page by page, for lists. */
  readAccountPages(client: InkitClient): AsyncGenerator<readonly ServiceAccount[]> {
    return this.#accountPages.read(() => client.listAccountPages());
  }

  async readUsers(client: InkitClient): Promise<readonly User[]> {
    return this.#users.read("all", () => client.listUsers());
  }

  async readRole(client: InkitClient, id: string): Promise<Role | undefined> {
    return this.#role.find(id, { readOne: (one) => client.findRole(one), readAll: () => this.readRoles(client) });
  }

  async readAccount(client: InkitClient, id: string): Promise<ServiceAccount | undefined> {
    return this.#account.find(id, {
      readOne: (one) => client.findAccount(one),
      readAll: () => this.readAccounts(client),
    });
  }

  forget(): void {
    for (const kept of [this.#role, this.#account, this.#roles, this.#accounts, this.#users]) kept.forget();
    this.#accountPages.forget();
  }
}
