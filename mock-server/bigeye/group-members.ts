import type { Instance } from "./instance.ts";
import { settingsOf } from "./instance.ts";
import type { GroupRow, UserRow } from "./tables.ts";

export type Path = "GROUP_MEMBERSHIP_VIA_MANUAL_ASSIGNMENT" | "GROUP_MEMBERSHIP_VIA_IDP_GROUPS";

export interface Member {
  readonly user: UserRow;
  readonly paths: readonly Path[];
}

export function membershipId(groupId: string, userId: string): string {
  return `${groupId}/${userId}`;
}

function isByIdp(group: GroupRow, user: UserRow): boolean {
  return user.idpGroups.some((name) => group.idpGroups.includes(name));
}

/** How a user belongs to a group; empty where not at all. */
export async function pathsBetween(instance: Instance, group: GroupRow, user: UserRow): Promise<readonly Path[]> {
  const byHand = await instance.memberships.get(membershipId(group.id, user.id));
  return [
    ...(byHand === undefined ? [] : (["GROUP_MEMBERSHIP_VIA_MANUAL_ASSIGNMENT"] as const)),
    ...(isByIdp(group, user) ? (["GROUP_MEMBERSHIP_VIA_IDP_GROUPS"] as const) : []),
  ];
}

export async function groupsOf(instance: Instance, user: UserRow): Promise<readonly GroupRow[]> {
  const found = new Map<string, GroupRow>();
  for (const { groupId } of await instance.memberships.find("user", user.id)) {
    const group = await instance.groups.get(groupId);
    if (group !== undefined) found.set(groupId, group);
  }
  if (user.idpGroups.length > 0) {
    for (const group of await instance.groups.list()) if (isByIdp(group, user)) found.set(group.id, group);
  }
  return [...found.values()];
}

export async function membersOf(instance: Instance, group: GroupRow): Promise<readonly Member[]> {
  const users = new Map<string, UserRow>();
  for (const { userId } of await instance.memberships.find("group", group.id)) {
    const user = await instance.users.get(userId);
    if (user !== undefined) users.set(userId, user);
  }
  if (group.idpGroups.length > 0) {
    for (const user of await instance.users.list()) if (isByIdp(group, user)) users.set(user.id, user);
  }
  const members: Member[] = [];
  for (const user of users.values()) members.push({ user, paths: await pathsBetween(instance, group, user) });
  return members;
}

export async function isAdmin(instance: Instance, user: UserRow): Promise<boolean> {
  const { adminGroupId } = await settingsOf(instance);
  const group = await instance.groups.get(adminGroupId);
  return group !== undefined && (await pathsBetween(instance, group, user)).length > 0;
}

/** Whether nobody would be left to manage the company without this user. */
export async function isLastAdmin(instance: Instance, user: UserRow): Promise<boolean> {
  const { adminGroupId } = await settingsOf(instance);
  const group = await instance.groups.get(adminGroupId);
  if (group === undefined) return false;
  const admins = await membersOf(instance, group);
  return admins.length === 1 && admins[0]?.user.id === user.id;
}
