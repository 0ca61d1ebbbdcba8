import { AccessError } from "#access/model/errors.ts";
import { type JsonCalls, pathOf } from "../shared/calls/json-calls.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import type { Turns } from "../shared/turns.ts";
import { listAll, listPages } from "./row-calls.ts";
import * as keyWire from "./wire/key.ts";
import * as memberWire from "./wire/member.ts";
import * as roleWire from "./wire/role.ts";
import * as serviceAccountWire from "./wire/service-account.ts";

const accounts = "/v1/service-account";
const roles = "/v1/role";
const users = "/v1/user";

/**
 * Roles, keys and people of one organization, one method per call, in the vendor's terms. Inkit does not document this
 * API: the routes are by analogy (NOTES.md). Throws `AccessError`.
 */
export class InkitClient {
  readonly #calls: JsonCalls;
  readonly #turns: Turns;

  constructor(calls: JsonCalls, turns: Turns) {
    this.#calls = calls;
    this.#turns = turns;
  }

  async listRoles(): Promise<readonly roleWire.Role[]> {
    return listAll(this.#calls, { what: "Listing roles", path: roles, row: roleWire.role });
  }

  /** As `listRoles`, page by page. */
  listRolePages(): AsyncGenerator<readonly roleWire.Role[]> {
    return listPages(this.#calls, { what: "Listing roles", path: roles, row: roleWire.role });
  }

  async findRole(id: string): Promise<roleWire.Role | undefined> {
    return this.#calls.find({
      what: `Reading role ${id}`,
      path: pathOf(roles, id),
      answers: roleWire.role,
      asked: { id },
    });
  }

  async createRole(body: roleWire.RoleCreation): Promise<roleWire.Role> {
    const call = {
      what: `Creating role "${body.name}"`,
      path: roles,
      answers: roleWire.role,
      asked: { name: body.name },
    };
    return this.#calls.write({ ...call, method: "POST", body });
  }

  /** Missing attributes stay unchanged. */
  async updateRole(id: string, body: roleWire.RoleUpdate): Promise<roleWire.Role> {
    const call = { what: `Updating role ${id}`, path: pathOf(roles, id), answers: roleWire.role, asked: { id } };
    return this.#calls.write({ ...call, method: "PATCH", body, isIdempotent: true });
  }

  async deleteRole(id: string): Promise<void> {
    await this.#calls.remove(`Deleting role ${id}`, pathOf(roles, id));
  }

  async listAccounts(): Promise<readonly serviceAccountWire.ServiceAccount[]> {
    const row = serviceAccountWire.serviceAccount;
    return listAll(this.#calls, { what: "Listing service accounts", path: accounts, row });
  }

  /** As `listAccounts`, page by page. */
  listAccountPages(): AsyncGenerator<readonly serviceAccountWire.ServiceAccount[]> {
    const row = serviceAccountWire.serviceAccount;
    return listPages(this.#calls, { what: "Listing service accounts", path: accounts, row });
  }

  async findAccount(id: string): Promise<serviceAccountWire.ServiceAccount | undefined> {
    const answers = serviceAccountWire.serviceAccount;
    return this.#calls.find({
      what: `Reading service account ${id}`,
      path: pathOf(accounts, id),
      answers,
      asked: { id },
    });
  }

  /** The new account has no secret: see `generate`. */
  async createAccount(body: serviceAccountWire.ServiceAccountCreation): Promise<serviceAccountWire.ServiceAccount> {
    const answers = serviceAccountWire.serviceAccount;
    const call = {
      what: `Creating service account "${body.name}"`,
      path: accounts,
      answers,
      asked: { name: body.name },
    };
    return this.#calls.write({ ...call, method: "POST", body });
  }

  async #patchAccount(
    id: string,
    body: serviceAccountWire.ServiceAccountUpdate,
  ): Promise<serviceAccountWire.ServiceAccount> {
    const answers = serviceAccountWire.serviceAccount;
    const call = { what: `Updating service account ${id}`, path: pathOf(accounts, id), answers, asked: { id } };
    // A repeated request would create new roles twice.
    return this.#calls.write({ ...call, method: "PATCH", body, isIdempotent: body.new_roles === undefined });
  }

  /** Missing attributes stay unchanged; `roles` replaces all roles. */
  async updateAccount(
    id: string,
    body: serviceAccountWire.ServiceAccountUpdate,
  ): Promise<serviceAccountWire.ServiceAccount> {
    return this.#turns.take(id, () => this.#patchAccount(id, body));
  }

  /**
   * Reads the role ids of a service account and writes the result of `change` if it differs. Changes to one account run
   * one after the other within this connection; nothing protects against other processes.
   */
  async changeRoles(
    id: string,
    change: (held: readonly string[]) => readonly string[],
  ): Promise<serviceAccountWire.ServiceAccount> {
    return this.#turns.take(id, async () => {
      const answers = serviceAccountWire.serviceAccount;
      const call = { what: `Reading service account ${id}`, path: pathOf(accounts, id), answers, asked: { id } };
      const account = await this.#calls.read(call);
      const held = account.roles.map((role) => role.id);
      const wanted = [...new Set(change(held))];
      const isSame = wanted.length === held.length && wanted.every((role) => held.includes(role));
      return isSame ? account : this.#patchAccount(id, { roles: wanted });
    });
  }

  /** Invalidates the previous secret. Never repeated: it would be unclear which of the two secrets works. */
  async generate(id: string): Promise<keyWire.Generated> {
    return this.#turns.take(id, () => this.#generate(id));
  }

  async #generate(id: string): Promise<keyWire.Generated> {
    const what = `Generating the secret of service account ${id}`;
    const call = { what, path: pathOf(accounts, id, "generate"), answers: keyWire.generated, asked: { id } };
    return this.#calls.write({ ...call, method: "POST" });
  }

  /**
   * Invalidates the secret of one generation by generating another one and discarding it. Returns false and changes
   * nothing if that generation is not the current one.
   */
  async killGeneration(id: string, generation: string): Promise<boolean> {
    return this.#turns.take(id, async () => {
      const isCurrent = async () => (await this.findAccount(id))?.last_generated_at === generation;
      if (!(await isCurrent())) return false;
      try {
        await this.#generate(id);
      } catch (error) {
        if (error instanceof AccessError && error.code === "not_found") return false;
        // If the response was lost, check whether the generation is still current.
        if (!isOutcomeUnknown(error) || (await isCurrent())) throw error;
      }
      return true;
    });
  }

  async deleteAccount(id: string): Promise<void> {
    await this.#calls.remove(`Deleting service account ${id}`, pathOf(accounts, id));
  }

  async listUsers(): Promise<readonly memberWire.User[]> {
    return listAll(this.#calls, { what: "Listing users", path: users, row: memberWire.user });
  }

  /** As `listUsers`, page by page. */
  listUserPages(): AsyncGenerator<readonly memberWire.User[]> {
    return listPages(this.#calls, { what: "Listing users", path: users, row: memberWire.user });
  }

  async findUser(id: string): Promise<memberWire.User | undefined> {
    return this.#calls.find({
      what: `Reading user ${id}`,
      path: pathOf(users, id),
      answers: memberWire.user,
      asked: { id },
    });
  }
}
