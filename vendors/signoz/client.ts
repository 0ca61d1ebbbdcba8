import * as z from "zod";
import { AccessError } from "../../model/errors.ts";
import type { ConnectionOptions } from "../../model/vendor.ts";
import type { Answer } from "../http/content.ts";
import { Creations } from "../http/creations.ts";
import { HttpClient, type HttpRequest } from "../http/http-client.ts";
import { Assignments } from "./assignments.ts";
import { failed, failedWrite, inUseBy, isMissing, type RoleUser } from "./errors.ts";
import { environment } from "./facts/environment.ts";
import { Known, type Licence } from "./known.ts";
import * as wire from "./wire.ts";

const accounts = "/api/v1/service_accounts";
const assignments = "/api/v1/service_account_roles";
const roles = "/api/v1/roles";
const users = "/api/v2/users";
const userRoles = "/api/v2/user_roles";

/** Why a role was not deleted. */
export interface RoleKept {
  readonly by: RoleUser;
  readonly error: AccessError;
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** A deleted account stays in reads for ever, marked so. */
export function isDeleted({ status }: wire.ServiceAccount): boolean {
  return status === "deleted";
}

function at(...segments: readonly string[]): string {
  return segments.map((segment, index) => (index === 0 ? segment : `/${encodeURIComponent(segment)}`)).join("");
}

/** What the calls of one provider block share. */
export class SignozConnection {
  readonly #http: HttpClient;
  readonly #now: () => Date;
  readonly #keys = new Map<string, Creations<wire.Key>>();
  readonly accounts: Creations<wire.ServiceAccount>;
  readonly roles: Creations<wire.ListedRole>;
  readonly known = new Known();
  readonly assignments = new Assignments();

  constructor(options: ConnectionOptions) {
    this.#http = new HttpClient({ ...options, tokenHeader: environment.tokenHeader });
    this.#now = options.now;
    this.accounts = new Creations(options.now);
    this.roles = new Creations(options.now);
  }

  /** Names of keys are unique an account. */
  keysOf(account: string): Creations<wire.Key> {
    const known = this.#keys.get(account) ?? new Creations<wire.Key>(this.#now);
    this.#keys.set(account, known);
    return known;
  }

  /** The API, until `signal` is aborted: from then on each call throws `interrupted`. */
  during(signal: AbortSignal): SignozClient {
    return new SignozClient(this.#http, this.known, signal);
  }
}

/** SigNoz's access API, call by call, in the vendor's own words. Errors are `AccessError`. */
export class SignozClient {
  readonly #http: HttpClient;
  readonly #known: Known;
  readonly #signal: AbortSignal;

  constructor(http: HttpClient, known: Known, signal: AbortSignal) {
    this.#http = http;
    this.#known = known;
    this.#signal = signal;
  }

  async #send(wanted: HttpRequest): Promise<Answer> {
    return this.#http.send(wanted, this.#signal);
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
    return this.#parse(what, schema, await this.#send({ method: "GET", path }));
  }

  /** Undefined for the 404 that says that the thing itself is not there. */
  async #find<S extends z.ZodType>(what: string, schema: S, path: string): Promise<z.output<S> | undefined> {
    const answer = await this.#send({ method: "GET", path });
    return isMissing(answer) ? undefined : this.#parse(what, schema, answer);
  }

  async #post<S extends z.ZodType>(
    what: string,
    schema: S,
    sent: Pick<HttpRequest, "path" | "body" | "isIdempotent">,
  ): Promise<z.output<S>> {
    const answer = await this.#send({ method: "POST", ...sent });
    if (!isSuccess(answer)) throw failedWrite(what, answer);
    try {
      return this.#parse(what, schema, answer);
    } catch (error) {
      // It was carried out, and what it made was not told.
      if (!(error instanceof AccessError)) throw error;
      throw new AccessError("outcome_unknown", error.message, { cause: error });
    }
  }

  async #put(what: string, path: string, body: unknown): Promise<void> {
    const answer = await this.#send({ method: "PUT", path, body });
    if (!isSuccess(answer)) throw failedWrite(what, answer);
  }

  async #delete(what: string, path: string): Promise<void> {
    const answer = await this.#send({ method: "DELETE", path });
    if (!isSuccess(answer) && !isMissing(answer)) throw failedWrite(what, answer);
  }

  async createAccount(name: string): Promise<string> {
    const { id } = await this.#post(`Creating account "${name}"`, wire.created, { path: accounts, body: { name } });
    this.#known.made.add(id);
    return id;
  }

  async findAccount(id: string): Promise<wire.ServiceAccountWithRoles | undefined> {
    return this.#find(`Reading account ${id}`, wire.serviceAccountWithRoles, at(accounts, id));
  }

  async listAccounts(): Promise<readonly wire.ServiceAccount[]> {
    return this.#get("Listing accounts", z.array(wire.serviceAccount), accounts);
  }

  /** Without the deleted ones, which stay listed and whose names are free again. */
  async listLiveAccounts(): Promise<readonly wire.ServiceAccount[]> {
    return (await this.listAccounts()).filter((row) => !isDeleted(row));
  }

  async renameAccount(id: string, name: string): Promise<void> {
    await this.#put(`Renaming account ${id} to "${name}"`, at(accounts, id), { name });
  }

  async deleteAccount(id: string): Promise<void> {
    await this.#known.changing([id], () => this.#delete(`Deleting account ${id}`, at(accounts, id)));
  }

  async me(): Promise<wire.ServiceAccountWithRoles> {
    return this.#get("Reading the token's own account", wire.serviceAccountWithRoles, at(accounts, "me"));
  }

  /** As `me`; undefined where the token is no account's, such as a user's session. */
  async findMe(): Promise<wire.ServiceAccountWithRoles | undefined> {
    return this.#find("Reading the token's own account", wire.serviceAccountWithRoles, at(accounts, "me"));
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
    // Assigning again answers the row that is there.
    const sent = { path: assignments, body, isIdempotent: true };
    return (await this.#known.changing([account], () => this.#post(what, wire.created, sent))).id;
  }

  async findAssignment(id: string): Promise<wire.ServiceAccountRole | undefined> {
    return this.#find(`Reading assignment ${id}`, wire.serviceAccountRole, at(assignments, id));
  }

  async deleteAssignment({ id, account }: { readonly id: string; readonly account: string | null }): Promise<void> {
    const touched = account === null ? [] : [account];
    await this.#known.changing(touched, () => this.#delete(`Deleting assignment ${id}`, at(assignments, id)));
  }

  async createRole(role: wire.RoleCreation): Promise<string> {
    const create = () => this.#post(`Creating role "${role.name}"`, wire.created, { path: roles, body: role });
    const { id } = await this.#known.changing([role.name], create);
    this.#known.made.add(id);
    return id;
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
    await this.#known.changing([id], () => this.#put(`Updating role ${id}`, at(roles, id), role));
  }

  /** Undefined where it is gone; what keeps it otherwise. */
  async deleteRole(id: string): Promise<RoleKept | undefined> {
    const what = `Deleting role ${id}`;
    const remove = () => this.#send({ method: "DELETE", path: at(roles, id) });
    const answer = await this.#known.changing([id], remove);
    if (isSuccess(answer) || isMissing(answer)) return undefined;
    const [by, error] = [inUseBy(answer), failedWrite(what, answer)];
    if (by === undefined) throw error;
    return { by, error };
  }

  /** Users who hold the role, without their assignments. It needs the admin role itself. */
  async listUsersOfRole(id: string): Promise<readonly wire.User[]> {
    return this.#get(`Listing users of role ${id}`, z.array(wire.user), `/api/v2${at("/roles", id, "users")}`);
  }

  async findUser(id: string): Promise<wire.UserWithRoles | undefined> {
    return this.#find(`Reading user ${id}`, wire.userWithRoles, at(users, id));
  }

  async deleteUserRole(id: string): Promise<void> {
    await this.#delete(`Deleting user role ${id}`, at(userRoles, id));
  }

  /** Whether custom roles can be written at all. Only the route's status counts; a server without the route is untold. */
  async licence(): Promise<Licence> {
    let answer: Answer;
    try {
      answer = await this.#send({ method: "GET", path: "/api/v3/licenses/active" });
    } catch (error) {
      if (error instanceof AccessError && error.code === "unexpected_answer") return "untold";
      throw error;
    }
    if (isMissing(answer)) return "missing";
    if (answer.status === 501) return "community";
    return isSuccess(answer) ? "active" : "untold";
  }
}
