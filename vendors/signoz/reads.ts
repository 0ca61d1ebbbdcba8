import { ReadAhead, SharedReads } from "../shared/reads/shared-reads.ts";
import { Siblings } from "../shared/reads/siblings.ts";
import type { AuthDomain } from "./auth-domain-calls.ts";
import type { Key } from "./wire/key.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccount, ServiceAccountWithRoles } from "./wire/service-account.ts";
import type { User, UserWithRoles } from "./wire/member.ts";

/** Reads the roles of accounts and users: the client itself, or the cache of a refresh. */
export interface SubjectReader {
  findAccount(id: string): Promise<ServiceAccountWithRoles | undefined>;
  readonly users: { find(id: string): Promise<UserWithRoles | undefined> };
}

/** The client calls that a refresh needs. */
interface Source extends SubjectReader {
  listAccounts(): Promise<readonly ServiceAccount[]>;
  listKeys(account: string): Promise<readonly Key[] | undefined>;
  findRole(id: string): Promise<Role | undefined>;
  readonly domains: {
    find(id: string): Promise<AuthDomain | undefined>;
    list(): Promise<readonly AuthDomain[]>;
  };
}

/** The client calls that a list needs in addition. */
interface ListSource extends Source {
  listLiveAccounts(): Promise<readonly ServiceAccount[]>;
  readonly users: SubjectReader["users"] & { listLive(): Promise<readonly User[]> };
}

/**
 * Caches what a refresh reads. SigNoz lists accounts without their roles and cannot list keys across accounts, so
 * bindings and keys cost one call for each account; these calls are started ahead for accounts that were already read.
 * Decisions about writes read from the client itself.
 */
export class Reads {
  readonly #ahead = new ReadAhead();
  readonly #rows = new Siblings<ServiceAccount>("account", this.#ahead);
  readonly #details = new SharedReads<ServiceAccountWithRoles | undefined>("roles of account", this.#ahead);
  readonly #keys = new SharedReads<readonly Key[] | undefined>("keys of account", this.#ahead);
  readonly #roles = new SharedReads<Role | undefined>("role", this.#ahead);
  readonly #users = new SharedReads<UserWithRoles | undefined>("user", this.#ahead);
  readonly #domains = new SharedReads<AuthDomain | undefined>("auth domain", this.#ahead);
  readonly #accountLists = new SharedReads<readonly ServiceAccount[]>("accounts", this.#ahead);
  readonly #userLists = new SharedReads<readonly User[]>("users", this.#ahead);
  readonly #domainLists = new SharedReads<readonly AuthDomain[]>("auth domains", this.#ahead);
  readonly #accounts = new Set<string>();
  readonly #inOrder: string[] = [];

  /** An account without its roles. */
  async readAccountRow(client: Source, id: string): Promise<ServiceAccount | undefined> {
    this.#note(id);
    const readOne = (): Promise<ServiceAccount | undefined> => this.#details.read(id, () => client.findAccount(id));
    return this.#rows.find(id, { readOne, readAll: () => client.listAccounts() });
  }

  async readAccount(client: Source, id: string): Promise<ServiceAccountWithRoles | undefined> {
    this.#note(id);
    const account = this.#details.read(id, () => client.findAccount(id));
    this.#details.readSiblingsAhead(this.#inOrder, (other) => client.findAccount(other));
    return account;
  }

  /** Undefined if the account does not exist. */
  async readKeys(client: Source, account: string): Promise<readonly Key[] | undefined> {
    const keys = this.#keys.read(account, () => client.listKeys(account));
    this.#keys.readSiblingsAhead(this.#inOrder, (other) => client.listKeys(other));
    return keys;
  }

  async readRole(client: Source, id: string): Promise<Role | undefined> {
    return this.#roles.read(id, () => client.findRole(id));
  }

  async readUser(client: Source, id: string): Promise<UserWithRoles | undefined> {
    return this.#users.read(id, () => client.users.find(id));
  }

  async readDomain(client: Source, id: string): Promise<AuthDomain | undefined> {
    return this.#domains.read(id, () => client.domains.find(id));
  }

  /** Without deleted accounts, and without roles. */
  async listAccounts(client: ListSource): Promise<readonly ServiceAccount[]> {
    return this.#accountLists.read("all", () => client.listLiveAccounts());
  }

  /** Without deleted users, and without roles. */
  async listUsers(client: ListSource): Promise<readonly User[]> {
    return this.#userLists.read("all", () => client.users.listLive());
  }

  async listDomains(client: ListSource): Promise<readonly AuthDomain[]> {
    return this.#domainLists.read("all", () => client.domains.list());
  }

  /** For lists, which ask for every account: like `readAccount`, and reads nothing ahead. */
  async readListedAccount(client: ListSource, id: string): Promise<ServiceAccountWithRoles | undefined> {
    return this.#details.read(id, () => client.findAccount(id));
  }

  /** Like `readListedAccount`, for keys. */
  async readListedKeys(client: ListSource, account: string): Promise<readonly Key[] | undefined> {
    return this.#keys.read(account, () => client.listKeys(account));
  }

  /** A reader that answers from this cache first. */
  createReader(client: Source): SubjectReader {
    return { findAccount: (id) => this.readAccount(client, id), users: { find: (id) => this.readUser(client, id) } };
  }

  /** Call this after every write. */
  forget(): void {
    this.#ahead.clear();
    const kinds = [this.#rows, this.#details, this.#keys, this.#roles, this.#users, this.#domains];
    const lists = [this.#accountLists, this.#userLists, this.#domainLists];
    for (const reads of [...kinds, ...lists]) reads.forget();
  }

  #note(account: string): void {
    if (this.#accounts.has(account)) return;
    this.#accounts.add(account);
    this.#inOrder.push(account);
  }
}
