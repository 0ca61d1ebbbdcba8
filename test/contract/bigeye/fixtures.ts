import * as commonWire from "#vendors/bigeye/wire/common.ts";
import * as groupMembershipWire from "#vendors/bigeye/wire/group-membership.ts";
import * as groupWire from "#vendors/bigeye/wire/group.ts";
import * as keyWire from "#vendors/bigeye/wire/key.ts";
import * as memberWire from "#vendors/bigeye/wire/member.ts";
import * as roleBindingWire from "#vendors/bigeye/wire/role-binding.ts";
import * as roleWire from "#vendors/bigeye/wire/role.ts";
import * as scopeWire from "#vendors/bigeye/wire/scope.ts";
import { type Client, unique } from "./client.ts";

/** An id that nothing has. */
export const nobody = "2000000001";

export interface KeyHolder {
  readonly accountId: string;
  readonly keyId: string;
  readonly secret: string;
}

export async function createAccount(
  client: Client,
  { name = unique("loader"), groupIds = [] }: { readonly name?: string; readonly groupIds?: readonly string[] } = {},
): Promise<memberWire.User> {
  const body = { name, groupIds: groupIds.map(Number) };
  return (await client.data(memberWire.wrappedUser, "UserService_CreateServiceAccount", { body })).user;
}

export async function readUser(client: Client, userId: string): Promise<memberWire.User> {
  return client.data(memberWire.user, "UserService_GetUser", { params: { userId } });
}

export async function createKey(client: Client, accountId: string, name = unique("key")): Promise<keyWire.CreatedKey> {
  const body = { name, description: "for the nightly load", serviceAccountId: Number(accountId) };
  return client.data(keyWire.createdKey, "ServiceAccountApiKeyService_CreateServiceAccountApiKey", { body });
}

export async function keysOf(client: Client, accountId: string): Promise<readonly keyWire.Key[]> {
  const query = { serviceAccountId: accountId };
  return (await client.data(keyWire.keys, "ServiceAccountApiKeyService_ListKeysForServiceAccount", { query })).keys;
}

/** A key of a new account that is in these groups. */
export async function holderOf(client: Client, ...groupIds: readonly string[]): Promise<KeyHolder> {
  const { id } = await createAccount(client, { groupIds });
  const { apiKey, info } = await createKey(client, id);
  return { accountId: id, keyId: info.id, secret: apiKey };
}

export async function createGroup(client: Client, name = unique("team")): Promise<groupWire.Group> {
  return client.data(groupWire.group, "GroupService_CreateGroup", { body: { name } });
}

export async function readGroup(client: Client, groupId: string): Promise<groupWire.Group> {
  return client.data(groupWire.group, "GroupService_GetGroup", { params: { groupId } });
}

export async function groupNamed(client: Client, name: string): Promise<groupWire.Group> {
  const { groups } = await client.data(groupWire.groups, "GroupService_GetAllGroups");
  const found = groups.find((group) => group.name === name);
  if (found === undefined) throw new Error(`no group ${name}`);
  return found;
}

export async function roleNamed(client: Client, name: string): Promise<roleWire.Role> {
  const { roles } = await client.data(roleWire.roles, "RoleService_GetAllRoles");
  const found = roles.find((role) => role.name === name);
  if (found === undefined) throw new Error(`no role ${name}`);
  return found;
}

/** `COLLECTION:READ` as the wire has it. */
export function permission(text: string): { domains: string[]; actions: string[] } {
  const [domain = "", action = ""] = text.split(":");
  return { domains: [`PERMISSION_DOMAIN_${domain}`], actions: [`PERMISSION_ACTION_${action}`] };
}

export async function createRole(client: Client, ...permissions: readonly string[]): Promise<roleWire.Role> {
  const body = { name: unique("role"), rolePermissions: permissions.map(permission) };
  return client.data(roleWire.role, "RoleService_CreateRole", { body });
}

export async function createWorkspace(client: Client, name = unique("space")): Promise<scopeWire.Workspace> {
  return client.data(scopeWire.workspace, "WorkspaceService_CreateWorkspace", { body: { name } });
}

export async function defaultWorkspace(client: Client): Promise<scopeWire.Workspace> {
  const { workspaces } = await client.data(scopeWire.workspaces, "WorkspaceService_GetAllWorkspaces");
  const found = workspaces.find(({ isDefault }) => isDefault);
  if (found === undefined) throw new Error("no default workspace");
  return found;
}

export interface Triple {
  readonly role: string;
  readonly group: string;
  readonly workspace: string;
}

export function granting({ role, group, workspace }: Triple): object {
  return { role: { id: Number(role) }, group: { id: Number(group) }, workspace: { id: Number(workspace) } };
}

type GrantChange = Awaited<ReturnType<typeof grantAll>>;

export async function grantAll(client: Client, ...triples: readonly Triple[]) {
  const body = { operation: "ROLE_OPERATION_GRANT", requests: triples.map(granting) };
  return client.data(roleBindingWire.grantChange, "GroupService_BulkChangeGroupGrants", { body });
}

/** What is revoked is sent as it was read. */
export async function revokeAll(client: Client, ...requests: readonly unknown[]): Promise<GrantChange> {
  const body = { operation: "ROLE_OPERATION_REVOKE", requests };
  return client.data(roleBindingWire.grantChange, "GroupService_BulkChangeGroupGrants", { body });
}

/** A grant in the vendor's own JSON, as a client that revokes it has read it. */
export function asSent({ id, role, group, workspace }: roleBindingWire.Grant): object {
  return { id: Number(id), ...granting({ role: role.id, group: group.id, workspace: workspace.id }) };
}

/** A group that is granted a new role with these permissions on a workspace. */
export async function groupHolding(
  client: Client,
  workspace: string,
  ...permissions: readonly string[]
): Promise<string> {
  const { id: group } = await createGroup(client);
  const { id: role } = await createRole(client, ...permissions);
  await grantAll(client, { role, group, workspace });
  return group;
}

export async function changeMembers(
  client: Client,
  operation: "ADD" | "REMOVE",
  ids: { readonly users: readonly string[]; readonly groups: readonly string[] },
) {
  const body = {
    operation: `GROUP_USER_OPERATION_${operation}`,
    userIds: ids.users.map(Number),
    groupIds: ids.groups.map(Number),
  };
  return client.data(groupMembershipWire.groupUserChange, "GroupService_BulkChangeGroupUsers", { body });
}

export async function bulkDelete(client: Client, ...ids: readonly string[]): Promise<commonWire.BulkDeletion> {
  return client.data(commonWire.bulkDeletion, "UserService_BulkDeleteUsers", { body: { userIds: ids.map(Number) } });
}

export async function isValid(client: Client, key: string): Promise<boolean> {
  return (await client.call("ApiKeyService_VerifyPersonalApiKey", { key })).status === 204;
}
