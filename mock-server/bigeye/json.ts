import type { Instance } from "./instance.ts";
import { int64 } from "./json.ts";
import { groupsOf, membersOf } from "./membership.ts";
import type { AgentKeyRow, GrantRow, GroupRow, KeyRow, RoleRow, UserRow, WorkspaceRow } from "./tables.ts";

/** JSON as the vendor shows it. */
export type View = Readonly<Record<string, unknown>>;

export function referenceTo({ id, name }: { readonly id: string; readonly name: string }): View {
  return { id: Number(id), displayName: name };
}

export async function userView(instance: Instance, row: UserRow): Promise<View> {
  const { id, name, email, isServiceAccount, idpGroups, lastLoginAt } = row;
  const groups = (await groupsOf(instance, row)).map(referenceTo);
  return { id: Number(id), name, email, groups, idpGroups, isServiceAccount, lastLoginAt: int64(lastLoginAt) };
}

async function personView(instance: Instance, id: string): Promise<View | undefined> {
  const row = await instance.users.get(id);
  return row === undefined ? undefined : userView(instance, row);
}

function credentialView({ id, name, description, createdAt, lastUsedAt, lastUsedIp }: KeyRow | AgentKeyRow): View {
  const times = { createdAt: int64(createdAt), lastUsedAt: int64(lastUsedAt) };
  return { id: Number(id), name, description, ...times, lastUsedIp };
}

export async function keyView(instance: Instance, row: KeyRow): Promise<View> {
  const [createdBy, owner] = [await personView(instance, row.creatorId), await personView(instance, row.ownerId)];
  return { ...credentialView(row), createdBy, owner };
}

export function agentKeyView(row: AgentKeyRow): View {
  return { ...credentialView(row), type: row.type };
}

export function roleView({ id, name, description, type, permissions }: RoleRow): View {
  return { id: Number(id), name, description, roleType: `ROLE_TYPE_${type}`, rolePermissions: permissions };
}

export function workspaceView({ id, name, isDefault }: WorkspaceRow): View {
  return { id: Number(id), name, isDefault };
}

/** Undefined where one of the three is gone. */
export async function grantView(instance: Instance, row: GrantRow): Promise<View | undefined> {
  const [role, group] = [await instance.roles.get(row.roleId), await instance.groups.get(row.groupId)];
  const workspace = await instance.workspaces.get(row.workspaceId);
  if (role === undefined || group === undefined || workspace === undefined) return undefined;
  const sides = { role: roleView(role), group: referenceTo(group), workspace: referenceTo(workspace) };
  return { id: Number(row.id), ...sides };
}

export async function groupView(instance: Instance, row: GroupRow): Promise<View> {
  const members = await membersOf(instance, row);
  const memberships: View[] = [];
  for (const { user, paths } of members) {
    memberships.push({ user: await userView(instance, user), membershipPaths: paths });
  }
  const grants: View[] = [];
  for (const held of await instance.grants.find("group", row.id)) {
    const view = await grantView(instance, held);
    if (view !== undefined) grants.push(view);
  }
  const users = members.map(({ user }) => referenceTo(user));
  return { id: Number(row.id), name: row.name, users, memberships, grants, idpGroups: row.idpGroups };
}
