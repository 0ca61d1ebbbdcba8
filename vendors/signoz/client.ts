import * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import { type JsonCalls, pathOf } from "../shared/calls/json-calls.ts";
import type { Answer } from "../shared/http/content.ts";
import type { Turns } from "../shared/turns.ts";
import { AuthDomainCalls } from "./auth-domain-calls.ts";
import type { CheckReads, License } from "./check-reads.ts";
import { readRoleUser, type RoleUser } from "./dialect.ts";
import { MemberCalls } from "./member-calls.ts";
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

/** What the calls of a run share. */
interface Shared {
  readonly checks: CheckReads;
  readonly made: Set<string>;
  readonly turns: Turns;
}

/** SigNoz keeps returning deleted accounts, with the status `deleted`. */
export function isDeleted({ status }: serviceAccountWire.ServiceAccount): boolean {
  return status === "deleted";
}

/** SigNoz's access API, one method per call, in the vendor's terms. Throws `AccessError`. */
export class SignozClient {
  readonly #calls: JsonCalls;
  readonly #shared: Shared;
  readonly users: MemberCalls;
  readonly domains: AuthDomainCalls;

  constructor(calls: JsonCalls, shared: Shared) {
    this.#calls = calls;
    this.#shared = shared;
    this.users = new MemberCalls(calls, shared);
    this.domains = new AuthDomainCalls(calls, shared.turns);
  }

  async #runWrite<T>(things: readonly string[], write: () => Promise<T>): Promise<T> {
    return this.#shared.checks.runWrite(things, write);
  }

  async createAccount(name: string): Promise<string> {
    const what = `Creating account "${name}"`;
    const call = { what, path: accounts, answers: commonWire.created, asked: {} };
    const { id } = await this.#calls.write({ ...call, method: "POST", body: { name } });
    this.#shared.made.add(id);
    return id;
  }

  async findAccount(id: string): Promise<serviceAccountWire.ServiceAccountWithRoles | undefined> {
    const answers = serviceAccountWire.serviceAccountWithRoles;
    const asked = { id, serviceAccountRoles: { each: { serviceAccountId: id } } };
    return this.#calls.find({ what: `Reading account ${id}`, path: pathOf(accounts, id), answers, asked });
  }

  async listAccounts(): Promise<readonly serviceAccountWire.ServiceAccount[]> {
    const answers = z.array(serviceAccountWire.serviceAccount);
    return this.#calls.read({ what: "Listing accounts", path: accounts, answers, asked: {} });
  }

  /** Without deleted accounts, whose names can be used again. */
  async listLiveAccounts(): Promise<readonly serviceAccountWire.ServiceAccount[]> {
    return (await this.listAccounts()).filter((row) => !isDeleted(row));
  }

  async renameAccount(id: string, name: string): Promise<void> {
    const what = `Renaming account ${id} to "${name}"`;
    await this.#calls.run({ what, method: "PUT", path: pathOf(accounts, id), body: { name } });
  }

  async deleteAccount(id: string): Promise<void> {
    await this.#runWrite([id], () => this.#calls.remove(`Deleting account ${id}`, pathOf(accounts, id)));
  }

  async readMe(): Promise<serviceAccountWire.ServiceAccountWithRoles> {
    const answers = serviceAccountWire.serviceAccountWithRoles;
    return this.#calls.read({
      what: "Reading the token's own account",
      path: pathOf(accounts, "me"),
      answers,
      asked: {},
    });
  }

  /** Like `readMe`, but undefined if the token does not belong to an account, such as a user's session. */
  async findMe(): Promise<serviceAccountWire.ServiceAccountWithRoles | undefined> {
    const answers = serviceAccountWire.serviceAccountWithRoles;
    return this.#calls.find({
      what: "Reading the token's own account",
      path: pathOf(accounts, "me"),
      answers,
      asked: {},
    });
  }

  async createKey(account: string, key: keyWire.KeyBody): Promise<keyWire.CreatedKey> {
    const what = `Creating key "${key.name}" of account ${account}`;
    const call = { what, path: pathOf(accounts, account, "keys"), answers: keyWire.createdKey, asked: {} };
    return this.#calls.write({ ...call, method: "POST", body: key });
  }

  /** Undefined if the account does not exist. A deleted account has no keys. */
  async listKeys(account: string): Promise<readonly keyWire.Key[] | undefined> {
    const what = `Listing keys of account ${account}`;
    const asked = { each: { serviceAccountId: account } };
    return this.#calls.find({ what, path: pathOf(accounts, account, "keys"), answers: z.array(keyWire.key), asked });
  }

  /** Replaces both name and expiry; keeps the secret. */
  async updateKey(account: string, id: string, key: keyWire.KeyBody): Promise<void> {
    const what = `Updating key ${id} of account ${account}`;
    await this.#calls.run({ what, method: "PUT", path: pathOf(accounts, account, "keys", id), body: key });
  }

  async revokeKey(account: string, id: string): Promise<void> {
    await this.#calls.remove(`Revoking key ${id} of account ${account}`, pathOf(accounts, account, "keys", id));
  }

  async assignRole(account: string, role: string): Promise<string> {
    const what = `Assigning role ${role} to account ${account}`;
    const body = { serviceAccountId: account, roleId: role };
    // Assigning a role twice returns the existing assignment.
    const call = {
      what,
      method: "POST",
      path: assignments,
      body,
      isIdempotent: true,
      answers: commonWire.created,
      asked: {},
    } as const;
    return (await this.#runWrite([account], () => this.#calls.write(call))).id;
  }

  async findAssignment(id: string): Promise<roleBindingWire.ServiceAccountRole | undefined> {
    const answers = roleBindingWire.serviceAccountRole;
    return this.#calls.find({
      what: `Reading assignment ${id}`,
      path: pathOf(assignments, id),
      answers,
      asked: { id },
    });
  }

  async deleteAssignment({ id, account }: { readonly id: string; readonly account: string | null }): Promise<void> {
    const remove = () => this.#calls.remove(`Deleting assignment ${id}`, pathOf(assignments, id));
    await this.#runWrite(account === null ? [] : [account], remove);
  }

  async createRole(role: roleWire.RoleCreation): Promise<string> {
    const what = `Creating role "${role.name}"`;
    const call = { what, method: "POST", path: roles, body: role, answers: commonWire.created, asked: {} } as const;
    const { id } = await this.#runWrite([role.name], () => this.#calls.write(call));
    this.#shared.made.add(id);
    return id;
  }

  async findRole(id: string): Promise<roleWire.Role | undefined> {
    return this.#calls.find({
      what: `Reading role ${id}`,
      path: pathOf(roles, id),
      answers: roleWire.role,
      asked: { id },
    });
  }

  /** Without permissions. */
  async listRoles(): Promise<readonly roleWire.ListedRole[]> {
    return this.#calls.read({ what: "Listing roles", path: roles, answers: z.array(roleWire.listedRole), asked: {} });
  }

  /** Replaces both description and permissions. */
  async updateRole(id: string, role: roleWire.RoleUpdate): Promise<void> {
    const command = { what: `Updating role ${id}`, method: "PUT", path: pathOf(roles, id), body: role } as const;
    await this.#runWrite([id], () => this.#calls.run(command));
  }

  /** Returns what keeps the role from being deleted; undefined if it is gone. */
  async deleteRole(id: string): Promise<RoleKept | undefined> {
    const what = `Deleting role ${id}`;
    const remove = () => this.#calls.send({ method: "DELETE", path: pathOf(roles, id) });
    const answer = await this.#runWrite([id], remove);
    const by = readRoleUser(answer);
    if (by !== undefined) return { by, error: this.#calls.writeError(what, answer) };
    this.#calls.check(what, answer, true);
    return undefined;
  }

  /** Whether custom roles can be written. Only the status matters; "unknown" if the server does not have the route. */
  async readLicense(): Promise<License> {
    let answer: Answer;
    try {
      answer = await this.#calls.send({ method: "GET", path: "/api/v3/licenses/active" });
    } catch (error) {
      if (error instanceof AccessError && error.code === "unexpected_answer") return "unknown";
      throw error;
    }
    if (this.#calls.isMissing(answer)) return "missing";
    if (answer.status === 501) return "community";
    return answer.status >= 200 && answer.status < 300 ? "active" : "unknown";
  }
}
