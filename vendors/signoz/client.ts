import * as z from "zod";
import { AccessError } from "../../model/errors.ts";
import type { ConnectionOptions } from "../../model/vendor.ts";
import type { Answer } from "../http/content.ts";
import { HttpClient, type Method } from "../http/http-client.ts";
import { failed, isMissing } from "./errors.ts";
import { environment } from "./facts/environment.ts";
import * as wire from "./wire.ts";

const accounts = "/api/v1/service_accounts";
const assignments = "/api/v1/service_account_roles";
const roles = "/api/v1/roles";

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function at(...segments: readonly string[]): string {
  return segments.map((segment, index) => (index === 0 ? segment : `/${encodeURIComponent(segment)}`)).join("");
}

/** SigNoz's access API, call by call, in the vendor's own words. Errors are `AccessError`. */
export class SignozClient {
  readonly #http: HttpClient;

  constructor(options: ConnectionOptions) {
    this.#http = new HttpClient({ ...options, tokenHeader: environment.tokenHeader });
  }

  async #send(method: Method, path: string, body?: unknown): Promise<Answer> {
    return this.#http.send({ method, path, ...(body === undefined ? {} : { body }) });
  }

  #parse<S extends z.ZodType>(what: string, schema: S, answer: Answer): z.output<S> {
    if (!isSuccess(answer)) throw failed(what, answer);
    const envelope = z.object({ data: z.unknown() }).safeParse(answer.body);
    const parsed = schema.safeParse(envelope.data?.data);
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new AccessError("unexpected_answer", `${what}: the answer has another shape than SigNoz's API (${issues}).`);
  }

  async #get<S extends z.ZodType>(what: string, schema: S, path: string): Promise<z.output<S>> {
    return this.#parse(what, schema, await this.#send("GET", path));
  }

  /** Undefined for the 404 that says that the thing itself is not there. */
  async #find<S extends z.ZodType>(what: string, schema: S, path: string): Promise<z.output<S> | undefined> {
    const answer = await this.#send("GET", path);
    return isMissing(answer) ? undefined : this.#parse(what, schema, answer);
  }

  async #post<S extends z.ZodType>(
    what: string,
    schema: S,
    sent: { path: string; body: unknown },
  ): Promise<z.output<S>> {
    return this.#parse(what, schema, await this.#send("POST", sent.path, sent.body));
  }

  async #put(what: string, path: string, body: unknown): Promise<void> {
    const answer = await this.#send("PUT", path, body);
    if (!isSuccess(answer)) throw failed(what, answer);
  }

  async #delete(what: string, path: string): Promise<void> {
    const answer = await this.#send("DELETE", path);
    if (!isSuccess(answer) && !isMissing(answer)) throw failed(what, answer);
  }

  async createAccount(name: string): Promise<string> {
    const made = await this.#post(`Creating account "${name}"`, wire.created, { path: accounts, body: { name } });
    return made.id;
  }

  async findAccount(id: string): Promise<wire.ServiceAccountWithRoles | undefined> {
    return this.#find(`Reading account ${id}`, wire.serviceAccountWithRoles, at(accounts, id));
  }

  async listAccounts(): Promise<readonly wire.ServiceAccount[]> {
    return this.#get("Listing accounts", z.array(wire.serviceAccount), accounts);
  }

  async renameAccount(id: string, name: string): Promise<void> {
    await this.#put(`Renaming account ${id} to "${name}"`, at(accounts, id), { name });
  }

  async deleteAccount(id: string): Promise<void> {
    await this.#delete(`Deleting account ${id}`, at(accounts, id));
  }

  async me(): Promise<wire.ServiceAccountWithRoles> {
    return this.#get("Reading the token's own account", wire.serviceAccountWithRoles, at(accounts, "me"));
  }

  async createKey(account: string, key: wire.KeyBody): Promise<wire.CreatedKey> {
    const what = `Creating key "${key.name}" of account ${account}`;
    return this.#post(what, wire.createdKey, { path: at(accounts, account, "keys"), body: key });
  }

  /** Undefined where the account does not exist; a deleted account has no keys. */
  async listKeys(account: string): Promise<readonly wire.Key[] | undefined> {
    return this.#find(`Listing keys of account ${account}`, z.array(wire.key), at(accounts, account, "keys"));
  }

  /** Replaces name and expiry both; the secret stays. */
  async updateKey(account: string, id: string, key: wire.KeyBody): Promise<void> {
    await this.#put(`Updating key ${id} of account ${account}`, at(accounts, account, "keys", id), key);
  }

  async revokeKey(account: string, id: string): Promise<void> {
    await this.#delete(`Revoking key ${id} of account ${account}`, at(accounts, account, "keys", id));
  }

  async assignRole(account: string, role: string): Promise<string> {
    const what = `Assigning role ${role} to account ${account}`;
    const body = { serviceAccountId: account, roleId: role };
    return (await this.#post(what, wire.created, { path: assignments, body })).id;
  }

  async findAssignment(id: string): Promise<wire.ServiceAccountRole | undefined> {
    return this.#find(`Reading assignment ${id}`, wire.serviceAccountRole, at(assignments, id));
  }

  async deleteAssignment(id: string): Promise<void> {
    await this.#delete(`Deleting assignment ${id}`, at(assignments, id));
  }

  async createRole(role: wire.RoleCreation): Promise<string> {
    return (await this.#post(`Creating role "${role.name}"`, wire.created, { path: roles, body: role })).id;
  }

  async findRole(id: string): Promise<wire.Role | undefined> {
    return this.#find(`Reading role ${id}`, wire.role, at(roles, id));
  }

  /** Without what the roles hold. */
  async listRoles(): Promise<readonly wire.ListedRole[]> {
    return this.#get("Listing roles", z.array(wire.listedRole), roles);
  }

  /** Replaces description and permissions both. */
  async updateRole(id: string, role: wire.RoleUpdate): Promise<void> {
    await this.#put(`Updating role ${id}`, at(roles, id), role);
  }

  async deleteRole(id: string): Promise<void> {
    await this.#delete(`Deleting role ${id}`, at(roles, id));
  }
}
