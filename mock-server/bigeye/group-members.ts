import { readSettings } from "../shared/instance.ts";
import type { Instance, Row } from "./instance.ts";

export type Path = "GROUP_MEMBERSHIP_VIA_MANUAL_ASSIGNMENT" | "GROUP_MEMBERSHIP_VIA_IDP_GROUPS";

export interface Member {
  readonly user: Row<"users">;
  readonly paths: readonly Path[];
}

export function membershipId(groupId: string, userId: string): string {
  return `${groupId}/${userId}`;
}

function isByIdp(group: Row<"groups">, user: Row<"users">): boolean {
  return user.idpGroups.some((name) => group.idpGroups.includes(name));
}

/** How a user belongs to a group; empty where not at all. */
export async function listPaths(
  instance: Instance,
  group: Row<"groups">,
  user: Row<"users">,
): Promise<readonly Path[]> {
  const byHand = await instance.memberships.get(membershipId(group.id, user.id));
  return [
    ...(byHand === undefined ? [] : (["GROUP_MEMBERSHIP_VIA_MANUAL_ASSIGNMENT"] as const)),
    ...(isByIdp(group, user) ? (["GROUP_MEMBERSHIP_VIA_IDP_GROUPS"] as const) : []),
  ];
}

export async function listGroups(instance: Instance, user: Row<"users">): Promise<readonly Row<"groups">[]> {
  const found = new Map<string, Row<"groups">>();
  for (const { groupId } of await instance.memberships.find("user", user.id)) {
    const group = await instance.groups.get(groupId);
    if (group !== undefined) found.set(groupId, group);
  }
  if (user.idpGroups.length > 0) {
    for (const group of await instance.groups.list()) if (isByIdp(group, user)) found.set(group.id, group);
  }
  return [...found.values()];
}

export async function listMembers(instance: Instance, group: Row<"groups">): Promise<readonly Member[]> {
  const users = new Map<string, Row<"users">>();
  for (const { userId } of await instance.memberships.find("group", group.id)) {
    const user = await instance.users.get(userId);
    if (user !== undefined) users.set(userId, user);
  }
  if (group.idpGroups.length > 0) {
    for (const user of await instance.users.list()) if (isByIdp(group, user)) users.set(user.id, user);
  }
  const members: Member[] = [];
  for (const user of users.values()) members.push({ user, paths: await listPaths(instance, group, user) });
  return members;
}

export async function isAdmin(instance: Instance, user: Row<"users">): Promise<boolean> {
  const { adminGroupId } = await readSettings(instance);
  const group = await instance.groups.get(adminGroupId);
  return group !== undefined && (await listPaths(instance, group, user)).length > 0;
}

/** Whether nobody would be left to manage the company without this user. */
export async function isLastAdmin(instance: Instance, user: Row<"users">): Promise<boolean> {
  const { adminGroupId } = await readSettings(instance);
  const group = await instance.groups.get(adminGroupId);
  if (group === undefined) return false;
  const admins = await listMembers(instance, group);
  return admins.length === 1 && admins[0]?.user.id === user.id;
}
