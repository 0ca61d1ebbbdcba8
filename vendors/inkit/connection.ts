import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Creations } from "../shared/creations.ts";
import { HttpClient } from "../shared/http/http-client.ts";
import { ReadAhead, SharedReads } from "../shared/shared-reads.ts";
import { Siblings } from "../shared/siblings.ts";
import { InkitClient } from "./client.ts";
import { misformedToken } from "./errors.ts";
import { environment } from "./facts/data/environment.ts";
import { tokenFault } from "./facts/data/limits.ts";
import { Turns } from "../shared/turns.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccount } from "./wire/service-account.ts";
import type { User } from "./wire/member.ts";

/** What the calls of one provider block share. What was read is kept until something is written. */
export class InkitConnection {
  readonly #http: HttpClient;
  readonly #turns = new Turns();
  readonly #roles: SharedReads<readonly Role[]>;
  readonly #accounts: SharedReads<readonly ServiceAccount[]>;
  readonly #users: SharedReads<readonly User[]>;
  readonly #roleSiblings: Siblings<Role>;
  readonly #accountSiblings: Siblings<ServiceAccount>;
  readonly createdRoles: Creations<Role>;
  readonly createdAccounts: Creations<ServiceAccount>;
  /** Ids of roles that this run made. */
  readonly madeRoles = new Set<string>();
  /** Ids of accounts whose secret a resource of this run has planned to generate, or has generated. */
  readonly keyed = { planned: new Set<string>(), made: new Set<string>() };

  /** @throws AccessError where the token cannot be one, as with "Bearer" before it. */
  constructor(options: ConnectionOptions) {
    const fault = tokenFault(options.token.open());
    if (fault !== undefined) throw misformedToken(fault);
    this.#http = new HttpClient({ ...options, tokenHeader: environment.tokenHeader });
    const ahead = new ReadAhead();
    this.#roles = new SharedReads("roles", ahead);
    this.#accounts = new SharedReads("accounts", ahead);
    this.#users = new SharedReads("users", ahead);
    this.#roleSiblings = new Siblings("role", ahead);
    this.#accountSiblings = new Siblings("account", ahead);
    this.createdRoles = new Creations(options.now);
    this.createdAccounts = new Creations(options.now);
    const kept = [this.#roles, this.#accounts, this.#users, this.#roleSiblings, this.#accountSiblings];
    this.#http.atWrites(() => {
      for (const answers of kept) answers.forget();
    });
  }

  /** The API, until `signal` is aborted: from then on each call throws `interrupted`. */
  during(signal: AbortSignal): InkitClient {
    return new InkitClient((wanted) => this.#http.send(wanted, signal), this.#turns);
  }

  async roles(signal: AbortSignal): Promise<readonly Role[]> {
    return this.#roles.read("all", () => this.during(signal).listRoles());
  }

  async accounts(signal: AbortSignal): Promise<readonly ServiceAccount[]> {
    return this.#accounts.read("all", () => this.during(signal).listAccounts());
  }

  async users(signal: AbortSignal): Promise<readonly User[]> {
    return this.#users.read("all", () => this.during(signal).listUsers());
  }

  /** Undefined where it is gone. */
  async role(id: string, signal: AbortSignal): Promise<Role | undefined> {
    const one = (id: string) => this.during(signal).findRole(id);
    return this.#roleSiblings.find(id, { one, all: () => this.roles(signal) });
  }

  /** Undefined where it is gone. */
  async account(id: string, signal: AbortSignal): Promise<ServiceAccount | undefined> {
    const one = (id: string) => this.during(signal).findAccount(id);
    return this.#accountSiblings.find(id, { one, all: () => this.accounts(signal) });
  }
}
