import { type JsonCalls, pathOf } from "../shared/calls/json-calls.ts";
import { RowCalls } from "./row-calls.ts";
import { ScopeCalls } from "./scope-calls.ts";
import * as auditLogWire from "./wire/audit-log.ts";
import * as keyWire from "./wire/key.ts";
import * as memberWire from "./wire/member.ts";
import * as roleBindingWire from "./wire/role-binding.ts";
import * as roleWire from "./wire/role.ts";

const keys = "/v2/api-keys";
const roles = "/v2/roles";
const bindings = "/v2/role-bindings";
const users = "/v2/users";

export interface KeyFilter {
  readonly status?: "ACTIVE" | "REVOKED";
  /** The user who created the key. */
  readonly userId?: string;
}

export interface AuditFilter {
  readonly startTime?: string;
  readonly endTime?: string;
  readonly userId?: string;
  readonly operationType?: "QUERY" | "MUTATION" | "SUBSCRIPTION";
}

function toBindingListing(type: roleBindingWire.BoundType, userId: string | undefined) {
  const what = `Listing role bindings on ${type.toLowerCase()}s`;
  const query = { resource_type: type, user_id: userId };
  return { what, path: bindings, name: "role_bindings", row: roleBindingWire.roleBinding, query, each: query };
}

/** Calls Arize's access API, with the vendor's own terms. Throws `AccessError`. */
export class ArizeClient {
  readonly #rows: RowCalls;
  /** Organizations, spaces and projects. */
  readonly scopes: ScopeCalls;

  constructor(calls: JsonCalls) {
    this.#rows = new RowCalls(calls);
    this.scopes = new ScopeCalls(this.#rows);
  }

  /** Lists one space; Arize offers no other listing of service keys. Revoked keys are listed only with `status: "REVOKED"`. */
  async listServiceKeys(space: string, { status, userId }: KeyFilter = {}): Promise<readonly keyWire.ApiKey[]> {
    const what = `Listing service keys of space ${space}`;
    const query = { key_type: "SERVICE", space_id: space, status, user_id: userId };
    const each = { key_type: "SERVICE", status, created_by_user_id: userId };
    return this.#rows.list({ what, path: keys, name: "api_keys", row: keyWire.apiKey, query, each });
  }

  /** Lists the caller's own keys. Account administrators can list another person's. */
  async listUserKeys({ status, userId }: KeyFilter = {}): Promise<readonly keyWire.ApiKey[]> {
    const query = { key_type: "USER", status, user_id: userId };
    const each = { key_type: "USER", status };
    return this.#rows.list({
      what: "Listing user keys",
      path: keys,
      name: "api_keys",
      row: keyWire.apiKey,
      query,
      each,
    });
  }

  async createUserKey(key: Omit<keyWire.UserKeyCreation, "key_type">): Promise<keyWire.RefreshedKey> {
    const body = { key_type: "USER", ...key };
    const asked = { key_type: "USER", name: key.name };
    return this.#rows.create(`Creating user key "${key.name}"`, keyWire.createdUserKey, { path: keys, body, asked });
  }

  /** Only this response has the key's secret, its bot and the bot's bindings. */
  async createServiceKey(key: Omit<keyWire.SentServiceKey, "key_type">): Promise<keyWire.CreatedServiceKey> {
    const body = { key_type: "SERVICE", ...key };
    const asked = { key_type: "SERVICE", name: key.name };
    return this.#rows.create(`Creating service key "${key.name}"`, keyWire.createdServiceKey, {
      path: keys,
      body,
      asked,
    });
  }

  /** Creates a key with another id for the same bot. The old key ends after the grace period, or at once without one. */
  async refreshKey(id: string, body: keyWire.KeyRefresh): Promise<keyWire.RefreshedKey> {
    return this.#rows.create(`Refreshing key ${id}`, keyWire.refreshedKey, {
      path: pathOf(keys, id, "refresh"),
      body,
      asked: {},
    });
  }

  /** Succeeds if the key was revoked already. Throws on a 404, because Arize never deletes a key. */
  async revokeKey(id: string): Promise<void> {
    await this.#rows.run(`Revoking key ${id}`, "PUT", pathOf(keys, id, "revoke"));
  }

  async listRoles(isPredefined?: boolean): Promise<readonly roleWire.Role[]> {
    const query = { is_predefined: isPredefined === undefined ? undefined : String(isPredefined) };
    return this.#rows.list({
      what: "Listing roles",
      path: roles,
      name: "roles",
      row: roleWire.role,
      query,
      each: { is_predefined: isPredefined },
    });
  }

  /** As `listRoles`, page by page. */
  listRolePages(): AsyncGenerator<readonly roleWire.Role[]> {
    return this.#rows.listPages({ what: "Listing roles", path: roles, name: "roles", row: roleWire.role });
  }

  async findRole(id: string): Promise<roleWire.Role | undefined> {
    return this.#rows.find({
      what: `Reading role ${id}`,
      path: pathOf(roles, id),
      answers: roleWire.role,
      asked: { id },
    });
  }

  async createRole(body: roleWire.RoleCreation): Promise<roleWire.Role> {
    return this.#rows.create(`Creating role "${body.name}"`, roleWire.role, {
      path: roles,
      body,
      asked: { name: body.name },
    });
  }

  /** `permissions` replaces all permissions of the role. */
  async updateRole(id: string, body: roleWire.RoleUpdate): Promise<roleWire.Role> {
    return this.#rows.update(`Updating role ${id}`, roleWire.role, { path: pathOf(roles, id), body, asked: { id } });
  }

  async deleteRole(id: string): Promise<void> {
    await this.#rows.remove(`Deleting role ${id}`, pathOf(roles, id));
  }

  async listRoleBindings(
    type: roleBindingWire.BoundType,
    userId?: string,
  ): Promise<readonly roleBindingWire.RoleBinding[]> {
    return this.#rows.list(toBindingListing(type, userId));
  }

  /** As `listRoleBindings`, page by page. */
  listRoleBindingPages(type: roleBindingWire.BoundType): AsyncGenerator<readonly roleBindingWire.RoleBinding[]> {
    return this.#rows.listPages(toBindingListing(type, undefined));
  }

  /** Lists the bindings on spaces and on projects. */
  async listEveryRoleBinding(): Promise<readonly roleBindingWire.RoleBinding[]> {
    return [...(await this.listRoleBindings("SPACE")), ...(await this.listRoleBindings("PROJECT"))];
  }

  async findRoleBinding(id: string): Promise<roleBindingWire.RoleBinding | undefined> {
    const answers = roleBindingWire.roleBinding;
    return this.#rows.find({ what: `Reading role binding ${id}`, path: pathOf(bindings, id), answers, asked: { id } });
  }

  async createRoleBinding(body: roleBindingWire.RoleBindingCreation): Promise<roleBindingWire.RoleBinding> {
    const what = `Binding role ${body.role_id} to user ${body.user_id}`;
    return this.#rows.create(what, roleBindingWire.roleBinding, { path: bindings, body, asked: body });
  }

  async updateRoleBinding(id: string, roleId: string): Promise<roleBindingWire.RoleBinding> {
    const sent = { path: pathOf(bindings, id), body: { role_id: roleId }, asked: { id, role_id: roleId } };
    return this.#rows.update(`Updating role binding ${id}`, roleBindingWire.roleBinding, sent);
  }

  async deleteRoleBinding(id: string): Promise<void> {
    await this.#rows.remove(`Deleting role binding ${id}`, pathOf(bindings, id));
  }

  async listUsers(email?: string): Promise<readonly memberWire.User[]> {
    return this.#rows.list({
      what: "Listing users",
      path: users,
      name: "users",
      row: memberWire.user,
      query: { email },
    });
  }

  /** As `listUsers`, page by page. */
  listUserPages(): AsyncGenerator<readonly memberWire.User[]> {
    return this.#rows.listPages({ what: "Listing users", path: users, name: "users", row: memberWire.user });
  }

  async findUser(id: string): Promise<memberWire.User | undefined> {
    return this.#rows.find({
      what: `Reading user ${id}`,
      path: pathOf(users, id),
      answers: memberWire.user,
      asked: { id },
    });
  }

  /** If an invitation is open already, Arize returns that one, without `invite_mode`. */
  async createUser(body: memberWire.UserCreation): Promise<memberWire.CreatedUser> {
    return this.#rows.create(`Inviting ${body.email}`, memberWire.createdUser, {
      path: users,
      body,
      asked: { email: body.email },
    });
  }

  async updateUser(id: string, body: memberWire.UserUpdate): Promise<memberWire.User> {
    return this.#rows.update(`Updating user ${id}`, memberWire.user, { path: pathOf(users, id), body, asked: { id } });
  }

  /** Blocks the person permanently. Service keys that they created keep working. */
  async deleteUser(id: string): Promise<void> {
    await this.#rows.remove(`Deleting user ${id}`, pathOf(users, id));
  }

  async resendInvitation(id: string): Promise<void> {
    await this.#rows.run(`Inviting user ${id} again`, "POST", pathOf(users, id, "resend-invitation"));
  }

  async resetPassword(id: string): Promise<void> {
    await this.#rows.run(`Resetting the password of user ${id}`, "POST", pathOf(users, id, "reset-password"));
  }

  /** Lists the newest entries first. Only account administrators may read them. */
  async listAuditLogs({ startTime, endTime, userId, operationType }: AuditFilter = {}) {
    const query = { start_time: startTime, end_time: endTime, user_id: userId, operation_type: operationType };
    const listing = { what: "Reading the audit log", path: "/v2/audit-logs", name: "logs", row: auditLogWire.auditLog };
    return this.#rows.list({ ...listing, query });
  }
}
