import { listGroups, listMembers } from "./group-members.ts";
import type { Instance, Row } from "./instance.ts";
import { int64 } from "./proto-json.ts";

/** JSON as the vendor shows it. */
export type Json = Readonly<Record<string, unknown>>;

export function referenceJson({ id, name }: { readonly id: string; readonly name: string }): Json {
  return { id: Number(id), displayName: name };
}

export async function userJson(instance: Instance, row: Row<"users">): Promise<Json> {
  const { id, name, email, isServiceAccount, idpGroups, lastLoginAt } = row;
  const groups = (await listGroups(instance, row)).map(referenceJson);
  return { id: Number(id), name, email, groups, idpGroups, isServiceAccount, lastLoginAt: int64(lastLoginAt) };
}

async function personJson(instance: Instance, id: string): Promise<Json | undefined> {
  const row = await instance.users.get(id);
  return row === undefined ? undefined : userJson(instance, row);
}

function credentialJson({
  id,
  name,
  description,
  createdAt,
  lastUsedAt,
  lastUsedIp,
}: Row<"keys"> | Row<"agentKeys">): Json {
  const times = { createdAt: int64(createdAt), lastUsedAt: int64(lastUsedAt) };
  return { id: Number(id), name, description, ...times, lastUsedIp };
}

export async function keyJson(instance: Instance, row: Row<"keys">): Promise<Json> {
  const createdBy = await personJson(instance, row.creatorId);
  const owner = await personJson(instance, row.ownerId);
  return { ...credentialJson(row), createdBy, owner };
}

export function agentKeyJson(row: Row<"agentKeys">): Json {
  return { ...credentialJson(row), type: row.type };
}

export function roleJson({ id, name, description, type, permissions }: Row<"roles">): Json {
  return { id: Number(id), name, description, roleType: `ROLE_TYPE_${type}`, rolePermissions: permissions };
}

export function workspaceJson({ id, name, isDefault }: Row<"workspaces">): Json {
  return { id: Number(id), name, isDefault };
}

/** Undefined where one of the three is gone. */
export async function grantJson(instance: Instance, row: Row<"grants">): Promise<Json | undefined> {
  const role = await instance.roles.get(row.roleId);
  const group = await instance.groups.get(row.groupId);
  const workspace = await instance.workspaces.get(row.workspaceId);
  if (role === undefined || group === undefined || workspace === undefined) return undefined;
  const sides = { role: roleJson(role), group: referenceJson(group), workspace: referenceJson(workspace) };
  return { id: Number(row.id), ...sides };
}

export async function groupJson(instance: Instance, row: Row<"groups">): Promise<Json> {
  const members = await listMembers(instance, row);
  const memberships: Json[] = [];
  for (const { user, paths } of members) {
    memberships.push({ user: await userJson(instance, user), membershipPaths: paths });
  }
  const grants: Json[] = [];
  for (const held of await instance.grants.find("group", row.id)) {
    const view = await grantJson(instance, held);
    if (view !== undefined) grants.push(view);
  }
  const users = members.map(({ user }) => referenceJson(user));
  return { id: Number(row.id), name: row.name, users, memberships, grants, idpGroups: row.idpGroups };
}
