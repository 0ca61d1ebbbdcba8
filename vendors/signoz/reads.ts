import { ReadAhead, SharedReads } from "../shared/reads/shared-reads.ts";
import { Siblings } from "../shared/reads/siblings.ts";
import type { AuthDomain } from "./auth-domain-calls.ts";
import type { Key } from "./wire/key.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccount, ServiceAccountWithRoles } from "./wire/service-account.ts";
import type { UserWithRoles } from "./wire/member.ts";

/** What tells what somebody holds: the client itself, or a view of what a refresh has read. */
export interface SubjectReader {
  findAccount(id: string): Promise<ServiceAccountWithRoles | undefined>;
  readonly users: { find(id: string): Promise<UserWithRoles | undefined> };
}

/** The calls of SigNoz's client that a refresh needs. */
interface Source extends SubjectReader {
  listAccounts(): Promise<readonly ServiceAccount[]>;
  listKeys(account: string): Promise<readonly Key[] | undefined>;
  findRole(id: string): Promise<Role | undefined>;
  readonly domains: { find(id: string): Promise<AuthDomain | undefined> };
}

/**
 * What a refresh reads, each thing once. SigNoz lists accounts without their roles and has no list of keys across
 * accounts: bindings and keys cost one call an account each, which are begun ahead for the accounts that were asked for.
 * What a write is decided by is read from the client itself.
 */
export class Reads {
  readonly #ahead = new ReadAhead();
  readonly #rows = new Siblings<ServiceAccount>("account", this.#ahead);
  readonly #details = new SharedReads<ServiceAccountWithRoles | undefined>("roles of account", this.#ahead);
  readonly #keys = new SharedReads<readonly Key[] | undefined>("keys of account", this.#ahead);
  readonly #roles = new SharedReads<Role | undefined>("role", this.#ahead);
  readonly #users = new SharedReads<UserWithRoles | undefined>("user", this.#ahead);
  readonly #domains = new SharedReads<AuthDomain | undefined>("auth domain", this.#ahead);
  readonly #accounts = new Set<string>();
  readonly #inOrder: string[] = [];

  /** An account without its roles. */
  async accountRow(client: Source, id: string): Promise<ServiceAccount | undefined> {
    this.#note(id);
    const one = (): Promise<ServiceAccount | undefined> => this.#details.read(id, () => client.findAccount(id));
    return this.#rows.find(id, { one, all: () => client.listAccounts() });
  }

  async account(client: Source, id: string): Promise<ServiceAccountWithRoles | undefined> {
    this.#note(id);
    const account = this.#details.read(id, () => client.findAccount(id));
    this.#details.spread(this.#inOrder, (other) => client.findAccount(other));
    return account;
  }

  /** Undefined where the account does not exist. */
  async keys(client: Source, account: string): Promise<readonly Key[] | undefined> {
    const keys = this.#keys.read(account, () => client.listKeys(account));
    this.#keys.spread(this.#inOrder, (other) => client.listKeys(other));
    return keys;
  }

  async role(client: Source, id: string): Promise<Role | undefined> {
    return this.#roles.read(id, () => client.findRole(id));
  }

  async user(client: Source, id: string): Promise<UserWithRoles | undefined> {
    return this.#users.read(id, () => client.users.find(id));
  }

  async domain(client: Source, id: string): Promise<AuthDomain | undefined> {
    return this.#domains.read(id, () => client.domains.find(id));
  }

  /** The client, as far as bindings are read from it, by what this view has read. */
  over(client: Source): SubjectReader {
    return { findAccount: (id) => this.account(client, id), users: { find: (id) => this.user(client, id) } };
  }

  /** Call it when anything is written. */
  forget(): void {
    this.#ahead.clear();
    const kinds = [this.#rows, this.#details, this.#keys, this.#roles, this.#users, this.#domains];
    for (const reads of kinds) reads.forget();
  }

  #note(account: string): void {
    if (this.#accounts.has(account)) return;
    this.#accounts.add(account);
    this.#inOrder.push(account);
  }
}
