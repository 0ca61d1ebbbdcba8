import type * as z from "zod";
import { type Calls, at } from "./calls.ts";
import type { HttpRequest } from "../shared/http/http-client.ts";
import * as auditLogWire from "./wire/audit-log.ts";
import * as keyWire from "./wire/key.ts";
import * as memberWire from "./wire/member.ts";
import * as organizationWire from "./wire/organization.ts";
import * as placementWire from "./wire/placement.ts";
import * as restrictionWire from "./wire/restriction.ts";
import * as roleBindingWire from "./wire/role-binding.ts";
import * as roleWire from "./wire/role.ts";
import * as scopeWire from "./wire/scope.ts";

const keys = "/v2/api-keys";
const roles = "/v2/roles";
const bindings = "/v2/role-bindings";
const restrictions = "/v2/resource-restrictions";
const organizations = "/v2/organizations";
const spaces = "/v2/spaces";
const users = "/v2/users";
const projects = "/v2/projects";

type Sent = Pick<HttpRequest, "path" | "body" | "isIdempotent">;

export interface KeyFilter {
  readonly status?: "ACTIVE" | "REVOKED";
  /** Who made it. */
  readonly userId?: string;
}

export interface AuditFilter {
  readonly startTime?: string;
  readonly endTime?: string;
  readonly userId?: string;
  readonly operationType?: "QUERY" | "MUTATION" | "SUBSCRIPTION";
}

/** Arize's access API, call by call, in the vendor's own words. Errors are `AccessError`. */
export class ArizeClient {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  async #add<S extends z.ZodType>(what: string, schema: S, sent: Sent) {
    return this.#calls.write({ what, schema, method: "POST", ...sent });
  }

  async #put<S extends z.ZodType>(what: string, schema: S, sent: Sent) {
    // An update says what is to be: sending it twice comes to the same as once.
    return this.#calls.write({ what, schema, method: "PATCH", isIdempotent: true, ...sent });
  }

  async #remove(what: string, path: string): Promise<void> {
    await this.#calls.act(what, { method: "DELETE", path }, true);
  }

  /** The service keys of one space: Arize lists them no other way. Keys that were revoked are listed under that status alone. */
  async listServiceKeys(space: string, { status, userId }: KeyFilter = {}): Promise<readonly keyWire.ApiKey[]> {
    const query = { key_type: "SERVICE", space_id: space, status, user_id: userId };
    const what = `Listing service keys of space ${space}`;
    return this.#calls.list({ what, schema: keyWire.apiKey, path: keys, name: "api_keys", query });
  }

  /** The caller's own, or another person's where the caller administers the account. */
  async listUserKeys({ status, userId }: KeyFilter = {}): Promise<readonly keyWire.ApiKey[]> {
    const query = { key_type: "USER", status, user_id: userId };
    return this.#calls.list({ what: "Listing user keys", schema: keyWire.apiKey, path: keys, name: "api_keys", query });
  }

  /** The answer alone holds the key, its bot and what the bot is bound to. */
  async createServiceKey(key: Omit<keyWire.SentServiceKey, "key_type">): Promise<keyWire.CreatedServiceKey> {
    const body = { key_type: "SERVICE", ...key };
    return this.#add(`Creating service key "${key.name}"`, keyWire.createdServiceKey, { path: keys, body });
  }

  async createUserKey(key: Omit<keyWire.UserKeyCreation, "key_type">): Promise<keyWire.RefreshedKey> {
    const body = { key_type: "USER", ...key };
    return this.#add(`Creating user key "${key.name}"`, keyWire.createdUserKey, { path: keys, body });
  }

  /** A new key with another id for the same identity; the old one ends when the grace does, at once without. */
  async refreshKey(id: string, refresh: keyWire.KeyRefresh): Promise<keyWire.RefreshedKey> {
    return this.#add(`Refreshing key ${id}`, keyWire.refreshedKey, { path: at(keys, id, "refresh"), body: refresh });
  }

  /** Succeeds where it was revoked already. A 404, which no key that was once made should give, is an error. */
  async revokeKey(id: string): Promise<void> {
    await this.#calls.act(`Revoking key ${id}`, { method: "PUT", path: at(keys, id, "revoke") }, false);
  }

  async listRoles(isPredefined?: boolean): Promise<readonly roleWire.Role[]> {
    const query = { is_predefined: isPredefined === undefined ? undefined : String(isPredefined) };
    return this.#calls.list({ what: "Listing roles", schema: roleWire.role, path: roles, name: "roles", query });
  }

  async findRole(id: string): Promise<roleWire.Role | undefined> {
    return this.#calls.find({ what: `Reading role ${id}`, schema: roleWire.role, path: at(roles, id) });
  }

  async createRole(role: roleWire.RoleCreation): Promise<roleWire.Role> {
    return this.#add(`Creating role "${role.name}"`, roleWire.role, { path: roles, body: role });
  }

  /** `permissions` replaces all of them. */
  async updateRole(id: string, change: roleWire.RoleUpdate): Promise<roleWire.Role> {
    return this.#put(`Updating role ${id}`, roleWire.role, { path: at(roles, id), body: change });
  }

  async deleteRole(id: string): Promise<void> {
    await this.#remove(`Deleting role ${id}`, at(roles, id));
  }

  async listRoleBindings(
    type: roleBindingWire.BoundType,
    userId?: string,
  ): Promise<readonly roleBindingWire.RoleBinding[]> {
    const query = { resource_type: type, user_id: userId };
    const what = `Listing role bindings on ${type.toLowerCase()}s`;
    return this.#calls.list({
      what,
      schema: roleBindingWire.roleBinding,
      path: bindings,
      name: "role_bindings",
      query,
    });
  }

  async findRoleBinding(id: string): Promise<roleBindingWire.RoleBinding | undefined> {
    return this.#calls.find({
      what: `Reading role binding ${id}`,
      schema: roleBindingWire.roleBinding,
      path: at(bindings, id),
    });
  }

  async createRoleBinding(binding: roleBindingWire.RoleBindingCreation): Promise<roleBindingWire.RoleBinding> {
    const what = `Binding role ${binding.role_id} to user ${binding.user_id}`;
    return this.#add(what, roleBindingWire.roleBinding, { path: bindings, body: binding });
  }

  async updateRoleBinding(id: string, roleId: string): Promise<roleBindingWire.RoleBinding> {
    const body = { role_id: roleId };
    return this.#put(`Updating role binding ${id}`, roleBindingWire.roleBinding, { path: at(bindings, id), body });
  }

  async deleteRoleBinding(id: string): Promise<void> {
    await this.#remove(`Deleting role binding ${id}`, at(bindings, id));
  }

  async listRestrictions(): Promise<readonly restrictionWire.Restriction[]> {
    const [what, name] = ["Listing restricted projects", "resource_restrictions"];
    return this.#calls.list({ what, schema: restrictionWire.restriction, path: restrictions, name });
  }

  /** From then on the project admits only those who are bound to it. Restricting again answers what is there. */
  async restrictProject(id: string): Promise<restrictionWire.Restriction> {
    const sent = { path: restrictions, body: { resource_id: id }, isIdempotent: true };
    return this.#add(`Restricting project ${id}`, restrictionWire.restriction, sent);
  }

  async unrestrictProject(id: string): Promise<void> {
    await this.#remove(`Lifting the restriction of project ${id}`, at(restrictions, id));
  }

  async listOrganizations(name?: string): Promise<readonly organizationWire.Organization[]> {
    const [what, list] = ["Listing organizations", "organizations"];
    return this.#calls.list({
      what,
      schema: organizationWire.organization,
      path: organizations,
      name: list,
      query: { name },
    });
  }

  async findOrganization(id: string): Promise<organizationWire.Organization | undefined> {
    const what = `Reading organization ${id}`;
    return this.#calls.find({ what, schema: organizationWire.organization, path: at(organizations, id) });
  }

  async createOrganization(body: organizationWire.OrganizationCreation): Promise<organizationWire.Organization> {
    return this.#add(`Creating organization "${body.name}"`, organizationWire.organization, {
      path: organizations,
      body,
    });
  }

  async updateOrganization(
    id: string,
    body: organizationWire.OrganizationUpdate,
  ): Promise<organizationWire.Organization> {
    return this.#put(`Updating organization ${id}`, organizationWire.organization, {
      path: at(organizations, id),
      body,
    });
  }

  async deleteOrganization(id: string): Promise<void> {
    await this.#remove(`Deleting organization ${id}`, at(organizations, id));
  }

  /** Adds, or changes the level of one who is there. */
  async putOrganizationMember(
    id: string,
    member: placementWire.MemberAddition,
  ): Promise<placementWire.OrganizationMembership> {
    const sent = { path: at(organizations, id, "users"), body: member, isIdempotent: true };
    return this.#add(`Adding user ${member.user_id} to organization ${id}`, placementWire.organizationMembership, sent);
  }

  async removeOrganizationMember(id: string, userId: string): Promise<void> {
    await this.#remove(`Removing user ${userId} from organization ${id}`, at(organizations, id, "users", userId));
  }

  async listSpaces(filter: { readonly organizationId?: string; readonly name?: string } = {}) {
    const query = { org_id: filter.organizationId, name: filter.name };
    return this.#calls.list({ what: "Listing spaces", schema: scopeWire.space, path: spaces, name: "spaces", query });
  }

  async findSpace(id: string): Promise<scopeWire.Space | undefined> {
    return this.#calls.find({ what: `Reading space ${id}`, schema: scopeWire.space, path: at(spaces, id) });
  }

  async createSpace(body: scopeWire.SpaceCreation): Promise<scopeWire.Space> {
    return this.#add(`Creating space "${body.name}"`, scopeWire.space, { path: spaces, body });
  }

  async updateSpace(id: string, body: scopeWire.SpaceUpdate): Promise<scopeWire.Space> {
    return this.#put(`Updating space ${id}`, scopeWire.space, { path: at(spaces, id), body });
  }

  async deleteSpace(id: string): Promise<void> {
    await this.#remove(`Deleting space ${id}`, at(spaces, id));
  }

  /** As `putOrganizationMember`; there is no list of a space's members. */
  async putSpaceMember(id: string, member: placementWire.MemberAddition): Promise<placementWire.SpaceMembership> {
    const sent = { path: at(spaces, id, "users"), body: member, isIdempotent: true };
    return this.#add(`Adding user ${member.user_id} to space ${id}`, placementWire.spaceMembership, sent);
  }

  /** Removes the user's role bindings on the space as well. */
  async removeSpaceMember(id: string, userId: string): Promise<void> {
    await this.#remove(`Removing user ${userId} from space ${id}`, at(spaces, id, "users", userId));
  }

  async listUsers(email?: string): Promise<readonly memberWire.User[]> {
    return this.#calls.list({
      what: "Listing users",
      schema: memberWire.user,
      path: users,
      name: "users",
      query: { email },
    });
  }

  async findUser(id: string): Promise<memberWire.User | undefined> {
    return this.#calls.find({ what: `Reading user ${id}`, schema: memberWire.user, path: at(users, id) });
  }

  /** An invitation that is open already is answered as it is, without `invite_mode`. */
  async createUser(body: memberWire.UserCreation): Promise<memberWire.CreatedUser> {
    return this.#add(`Inviting ${body.email}`, memberWire.createdUser, { path: users, body });
  }

  async updateUser(id: string, body: memberWire.UserUpdate): Promise<memberWire.User> {
    return this.#put(`Updating user ${id}`, memberWire.user, { path: at(users, id), body });
  }

  /** Blocks the person for good; service keys that they made go on working. */
  async deleteUser(id: string): Promise<void> {
    await this.#remove(`Deleting user ${id}`, at(users, id));
  }

  async resendInvitation(id: string): Promise<void> {
    const path = at(users, id, "resend-invitation");
    await this.#calls.act(`Inviting user ${id} again`, { method: "POST", path }, false);
  }

  async resetPassword(id: string): Promise<void> {
    const path = at(users, id, "reset-password");
    await this.#calls.act(`Resetting the password of user ${id}`, { method: "POST", path }, false);
  }

  async listProjects(filter: { readonly spaceId?: string; readonly name?: string } = {}) {
    const query = { space_id: filter.spaceId, name: filter.name };
    return this.#calls.list({
      what: "Listing projects",
      schema: scopeWire.project,
      path: projects,
      name: "projects",
      query,
    });
  }

  async findProject(id: string): Promise<scopeWire.Project | undefined> {
    return this.#calls.find({ what: `Reading project ${id}`, schema: scopeWire.project, path: at(projects, id) });
  }

  async createProject(spaceId: string, name: string): Promise<scopeWire.Project> {
    const body = { name, space_id: spaceId };
    return this.#add(`Creating project "${name}"`, scopeWire.project, { path: projects, body });
  }

  async renameProject(id: string, name: string): Promise<scopeWire.Project> {
    return this.#put(`Renaming project ${id} to "${name}"`, scopeWire.project, {
      path: at(projects, id),
      body: { name },
    });
  }

  async deleteProject(id: string): Promise<void> {
    await this.#remove(`Deleting project ${id}`, at(projects, id));
  }

  /** The newest first; for administrators of the account. */
  async listAuditLogs({ startTime, endTime, userId, operationType }: AuditFilter = {}) {
    const query = { start_time: startTime, end_time: endTime, user_id: userId, operation_type: operationType };
    const [what, path] = ["Reading the audit log", "/v2/audit-logs"];
    return this.#calls.list({ what, schema: auditLogWire.auditLog, path, name: "logs", query });
  }
}
