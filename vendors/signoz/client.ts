import * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import type { Answer } from "../shared/http/content.ts";
import { Creations } from "../shared/creations.ts";
import { HttpClient } from "../shared/http/http-client.ts";
import { Turns } from "../shared/turns.ts";
import { Assignments } from "./assignments.ts";
import { at, Calls, isSuccess } from "./calls.ts";
import { credentialOf } from "./credential.ts";
import { DomainCalls } from "./domain-calls.ts";
import { failedWrite, inUseBy, isMissing, type RoleUser } from "./errors.ts";
import type { NamedUser } from "./holders.ts";
import { Known, type Licence } from "./known.ts";
import { SharedView } from "./shared-view.ts";
import { UserCalls } from "./user-calls.ts";
import * as commonWire from "./wire/common.ts";
import * as keyWire from "./wire/key.ts";
import * as roleBindingWire from "./wire/role-binding.ts";
import * as roleWire from "./wire/role.ts";
import * as serviceAccountWire from "./wire/service-account.ts";

const accounts = "/api/v1/service_accounts";
const assignments = "/api/v1/service_account_roles";
const roles = "/api/v1/roles";

/** Why a role was not deleted. */
export interface RoleKept {
  readonly by: RoleUser;
  readonly error: AccessError;
}

/** A deleted account stays in reads for ever, marked so. */
export function isDeleted({ status }: serviceAccountWire.ServiceAccount): boolean {
  return status === "deleted";
}

/** What the calls of one provider block share. */
export class SignozConnection {
  readonly #http: HttpClient;
  readonly #now: () => Date;
  readonly #keys = new Map<string, Creations<keyWire.Key>>();
  /** Whether the token is a person's session, and no key of an account. */
  readonly isSession: boolean;
  readonly accounts: Creations<serviceAccountWire.ServiceAccount>;
  readonly roles: Creations<roleWire.ListedRole>;
  /** By address, which stands for the name. */
  readonly members: Creations<NamedUser>;
  readonly known = new Known();
  readonly turns = new Turns();
  readonly assignments = new Assignments();
  /** What Terraform refreshes by; a write of ours empties it. */
  readonly view = new SharedView();

  constructor(options: ConnectionOptions) {
    const { isSession, ...credential } = credentialOf(options.token);
    this.#http = new HttpClient({ ...options, ...credential });
    this.isSession = isSession;
    this.#http.atWrites(() => this.view.forget());
    this.#now = options.now;
    this.accounts = new Creations(options.now);
    this.roles = new Creations(options.now);
    this.members = new Creations(options.now);
  }

  /** Names of keys are unique an account. */
  keysOf(account: string): Creations<keyWire.Key> {
    const known = this.#keys.get(account) ?? new Creations<keyWire.Key>(this.#now);
    this.#keys.set(account, known);
    return known;
  }

  /** The API, until `signal` is aborted: from then on each call throws `interrupted`. */
  during(signal: AbortSignal): SignozClient {
    return new SignozClient(new Calls(this.#http, signal), this);
  }
}

/** SigNoz's access API, call by call, in the vendor's own words. Errors are `AccessError`. */
export class SignozClient {
  readonly #calls: Calls;
  readonly #known: Known;
  readonly users: UserCalls;
  readonly domains: DomainCalls;

  constructor(calls: Calls, { known, turns }: Pick<SignozConnection, "known" | "turns">) {
    this.#calls = calls;
    this.#known = known;
    this.users = new UserCalls(calls, known);
    this.domains = new DomainCalls(calls, turns);
  }

  async createAccount(name: string): Promise<string> {
    const { id } = await this.#calls.post(`Creating account "${name}"`, commonWire.created, {
      path: accounts,
      body: { name },
    });
    this.#known.made.add(id);
    return id;
  }

  async findAccount(id: string): Promise<serviceAccountWire.ServiceAccountWithRoles | undefined> {
    return this.#calls.find(`Reading account ${id}`, serviceAccountWire.serviceAccountWithRoles, at(accounts, id));
  }

  async listAccounts(): Promise<readonly serviceAccountWire.ServiceAccount[]> {
    return this.#calls.get("Listing accounts", z.array(serviceAccountWire.serviceAccount), accounts);
  }

  /** Without the deleted ones, which stay listed and whose names are free again. */
  async listLiveAccounts(): Promise<readonly serviceAccountWire.ServiceAccount[]> {
    return (await this.listAccounts()).filter((row) => !isDeleted(row));
  }

  async renameAccount(id: string, name: string): Promise<void> {
    await this.#calls.put(`Renaming account ${id} to "${name}"`, at(accounts, id), { name });
  }

  async deleteAccount(id: string): Promise<void> {
    await this.#known.changing([id], () => this.#calls.delete(`Deleting account ${id}`, at(accounts, id)));
  }

  async me(): Promise<serviceAccountWire.ServiceAccountWithRoles> {
    return this.#calls.get(
      "Reading the token's own account",
      serviceAccountWire.serviceAccountWithRoles,
      at(accounts, "me"),
    );
  }

  /** As `me`; undefined where the token is no account's, such as a user's session. */
  async findMe(): Promise<serviceAccountWire.ServiceAccountWithRoles | undefined> {
    return this.#calls.find(
      "Reading the token's own account",
      serviceAccountWire.serviceAccountWithRoles,
      at(accounts, "me"),
    );
  }

  async createKey(account: string, key: keyWire.KeyBody): Promise<keyWire.CreatedKey> {
    const what = `Creating key "${key.name}" of account ${account}`;
    return this.#calls.post(what, keyWire.createdKey, { path: at(accounts, account, "keys"), body: key });
  }

  /** Undefined where the account does not exist; a deleted account has no keys. */
  async listKeys(account: string): Promise<readonly keyWire.Key[] | undefined> {
    return this.#calls.find(`Listing keys of account ${account}`, z.array(keyWire.key), at(accounts, account, "keys"));
  }

  /** Replaces name and expiry both; the secret stays. */
  async updateKey(account: string, id: string, key: keyWire.KeyBody): Promise<void> {
    await this.#calls.put(`Updating key ${id} of account ${account}`, at(accounts, account, "keys", id), key);
  }

  async revokeKey(account: string, id: string): Promise<void> {
    await this.#calls.delete(`Revoking key ${id} of account ${account}`, at(accounts, account, "keys", id));
  }

  async assignRole(account: string, role: string): Promise<string> {
    const what = `Assigning role ${role} to account ${account}`;
    const body = { serviceAccountId: account, roleId: role };
    // Assigning again answers the row that is there.
    const sent = { path: assignments, body, isIdempotent: true };
    return (await this.#known.changing([account], () => this.#calls.post(what, commonWire.created, sent))).id;
  }

  async findAssignment(id: string): Promise<roleBindingWire.ServiceAccountRole | undefined> {
    return this.#calls.find(`Reading assignment ${id}`, roleBindingWire.serviceAccountRole, at(assignments, id));
  }

  async deleteAssignment({ id, account }: { readonly id: string; readonly account: string | null }): Promise<void> {
    const touched = account === null ? [] : [account];
    await this.#known.changing(touched, () => this.#calls.delete(`Deleting assignment ${id}`, at(assignments, id)));
  }

  async createRole(role: roleWire.RoleCreation): Promise<string> {
    const create = () =>
      this.#calls.post(`Creating role "${role.name}"`, commonWire.created, { path: roles, body: role });
    const { id } = await this.#known.changing([role.name], create);
    this.#known.made.add(id);
    return id;
  }

  async findRole(id: string): Promise<roleWire.Role | undefined> {
    return this.#calls.find(`Reading role ${id}`, roleWire.role, at(roles, id));
  }

  /** Without what the roles hold. */
  async listRoles(): Promise<readonly roleWire.ListedRole[]> {
    return this.#calls.get("Listing roles", z.array(roleWire.listedRole), roles);
  }

  /** Replaces description and permissions both. */
  async updateRole(id: string, role: roleWire.RoleUpdate): Promise<void> {
    await this.#known.changing([id], () => this.#calls.put(`Updating role ${id}`, at(roles, id), role));
  }

  /** Undefined where it is gone; what keeps it otherwise. */
  async deleteRole(id: string): Promise<RoleKept | undefined> {
    const what = `Deleting role ${id}`;
    const remove = () => this.#calls.send({ method: "DELETE", path: at(roles, id) });
    const answer = await this.#known.changing([id], remove);
    if (isSuccess(answer) || isMissing(answer)) return undefined;
    const [by, error] = [inUseBy(answer), failedWrite(what, answer)];
    if (by === undefined) throw error;
    return { by, error };
  }

  /** Whether custom roles can be written at all. Only the route's status counts; a server without the route is untold. */
  async licence(): Promise<Licence> {
    let answer: Answer;
    try {
      answer = await this.#calls.send({ method: "GET", path: "/api/v3/licenses/active" });
    } catch (error) {
      if (error instanceof AccessError && error.code === "unexpected_answer") return "untold";
      throw error;
    }
    if (isMissing(answer)) return "missing";
    if (answer.status === 501) return "community";
    return isSuccess(answer) ? "active" : "untold";
  }
}
