import type * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { Answer } from "../shared/http/content.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import type { HttpRequest } from "../shared/http/http-client.ts";
import { failed, failedWrite, isMissing, misshapen } from "./errors.ts";
import { listed } from "./listing.ts";
import type { Turns } from "../shared/turns.ts";
import * as commonWire from "./wire/common.ts";
import * as keyWire from "./wire/key.ts";
import * as memberWire from "./wire/member.ts";
import * as roleWire from "./wire/role.ts";
import * as serviceAccountWire from "./wire/service-account.ts";

const accounts = "/v1/service-account";
const roles = "/v1/role";
const users = "/v1/user";

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function at(...segments: readonly string[]): string {
  return segments.map((segment, index) => (index === 0 ? segment : `/${encodeURIComponent(segment)}`)).join("");
}

type Send = (wanted: HttpRequest) => Promise<Answer>;

/**
 * Roles, keys and people of one organization, call by call, in the vendor's own words. Inkit documents no such API: the
 * routes are by analogy (NOTES.md). Errors are `AccessError`.
 */
export class InkitClient {
  readonly #send: Send;
  readonly #turns: Turns;

  constructor(send: Send, turns: Turns) {
    this.#send = send;
    this.#turns = turns;
  }

  #parse<S extends z.ZodType>(what: string, schema: S, answer: Answer): z.output<S> {
    if (!isSuccess(answer)) throw failed(what, answer);
    const parsed = schema.safeParse(answer.body);
    if (parsed.success) return parsed.data;
    throw misshapen(what, parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  }

  async #get<S extends z.ZodType>(what: string, schema: S, path: string): Promise<z.output<S>> {
    return this.#parse(what, schema, await this.#send({ method: "GET", path }));
  }

  /** Undefined for the 404 that says that the thing itself is not there. */
  async #find<S extends z.ZodType>(what: string, schema: S, path: string): Promise<z.output<S> | undefined> {
    const answer = await this.#send({ method: "GET", path });
    return isMissing(answer) ? undefined : this.#parse(what, schema, answer);
  }

  async #write<S extends z.ZodType>(what: string, schema: S, wanted: HttpRequest): Promise<z.output<S>> {
    const answer = await this.#send(wanted);
    if (!isSuccess(answer)) throw failedWrite(what, answer);
    try {
      return this.#parse(what, schema, answer);
    } catch (error) {
      // It was carried out, and what came of it was not told.
      if (!(error instanceof AccessError)) throw error;
      throw new AccessError("outcome_unknown", error.message, { cause: error });
    }
  }

  async #delete(what: string, path: string): Promise<void> {
    const answer = await this.#send({ method: "DELETE", path });
    if (!isSuccess(answer) && !isMissing(answer)) throw failedWrite(what, answer);
  }

  async #list<Item extends z.ZodType<{ readonly id: string }>>(
    what: string,
    item: Item,
    path: string,
  ): Promise<readonly z.output<Item>[]> {
    const schema = commonWire.page(item);
    return listed(what, (query) => this.#get(what, schema, `${path}?${query}`));
  }

  async listRoles(): Promise<readonly roleWire.Role[]> {
    return this.#list("Listing roles", roleWire.role, roles);
  }

  async findRole(id: string): Promise<roleWire.Role | undefined> {
    return this.#find(`Reading role ${id}`, roleWire.role, at(roles, id));
  }

  async createRole(role: roleWire.RoleCreation): Promise<roleWire.Role> {
    return this.#write(`Creating role "${role.name}"`, roleWire.role, { method: "POST", path: roles, body: role });
  }

  /** What is left out stays. */
  async updateRole(id: string, role: roleWire.RoleUpdate): Promise<roleWire.Role> {
    const wanted = { method: "PATCH", path: at(roles, id), body: role, isIdempotent: true } as const;
    return this.#write(`Updating role ${id}`, roleWire.role, wanted);
  }

  async deleteRole(id: string): Promise<void> {
    await this.#delete(`Deleting role ${id}`, at(roles, id));
  }

  async listAccounts(): Promise<readonly serviceAccountWire.ServiceAccount[]> {
    return this.#list("Listing service accounts", serviceAccountWire.serviceAccount, accounts);
  }

  async findAccount(id: string): Promise<serviceAccountWire.ServiceAccount | undefined> {
    return this.#find(`Reading service account ${id}`, serviceAccountWire.serviceAccount, at(accounts, id));
  }

  /** Without a secret: see `generate`. */
  async createAccount(account: serviceAccountWire.ServiceAccountCreation): Promise<serviceAccountWire.ServiceAccount> {
    const wanted = { method: "POST", path: accounts, body: account } as const;
    return this.#write(`Creating service account "${account.name}"`, serviceAccountWire.serviceAccount, wanted);
  }

  async #patchAccount(
    id: string,
    account: serviceAccountWire.ServiceAccountUpdate,
  ): Promise<serviceAccountWire.ServiceAccount> {
    // New roles would be made twice.
    const isIdempotent = account.new_roles === undefined;
    const wanted = { method: "PATCH", path: at(accounts, id), body: account, isIdempotent } as const;
    return this.#write(`Updating service account ${id}`, serviceAccountWire.serviceAccount, wanted);
  }

  /** What is left out stays; `roles` are all that it holds from then on. */
  async updateAccount(
    id: string,
    account: serviceAccountWire.ServiceAccountUpdate,
  ): Promise<serviceAccountWire.ServiceAccount> {
    return this.#turns.take(id, () => this.#patchAccount(id, account));
  }

  /**
   * Changes which roles a service account holds: reads them, and writes what `change` makes of their ids, where that is
   * something else. Changes of one account take turns within this connection; nothing guards against other processes.
   */
  async changeRoles(
    id: string,
    change: (held: readonly string[]) => readonly string[],
  ): Promise<serviceAccountWire.ServiceAccount> {
    return this.#turns.take(id, async () => {
      const account = await this.#get(
        `Reading service account ${id}`,
        serviceAccountWire.serviceAccount,
        at(accounts, id),
      );
      const held = account.roles.map((role) => role.id);
      const wanted = [...new Set(change(held))];
      const isSame = wanted.length === held.length && wanted.every((role) => held.includes(role));
      return isSame ? account : this.#patchAccount(id, { roles: wanted });
    });
  }

  /** A new secret; the one before is dead from then on. Never sent twice: it could not be told which one lives. */
  async generate(id: string): Promise<keyWire.Generated> {
    return this.#turns.take(id, () => this.#generate(id));
  }

  async #generate(id: string): Promise<keyWire.Generated> {
    const wanted = { method: "POST", path: at(accounts, id, "generate") } as const;
    return this.#write(`Generating the secret of service account ${id}`, keyWire.generated, wanted);
  }

  /**
   * Kills the secret of one generation, by generating another that nobody sees. False where that generation was not the
   * current one: whoever generated since keeps theirs.
   */
  async killGeneration(id: string, generation: string): Promise<boolean> {
    return this.#turns.take(id, async () => {
      const isCurrent = async () => (await this.findAccount(id))?.last_generated_at === generation;
      if (!(await isCurrent())) return false;
      try {
        await this.#generate(id);
      } catch (error) {
        if (error instanceof AccessError && error.code === "not_found") return false;
        // Of an answer that was lost, what counts is whether the generation is dead.
        if (!isOutcomeUnknown(error) || (await isCurrent())) throw error;
      }
      return true;
    });
  }

  async deleteAccount(id: string): Promise<void> {
    await this.#delete(`Deleting service account ${id}`, at(accounts, id));
  }

  async listUsers(): Promise<readonly memberWire.User[]> {
    return this.#list("Listing users", memberWire.user, users);
  }

  async findUser(id: string): Promise<memberWire.User | undefined> {
    return this.#find(`Reading user ${id}`, memberWire.user, at(users, id));
  }
}
