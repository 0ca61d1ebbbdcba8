import { permissionNames } from "#vendors/arize/facts/data/catalog.ts";
import { type MemberLevel, spaceLevelPermissions } from "#vendors/arize/facts/data/levels.ts";
import type { Instance } from "./instance.ts";
import { type MemberRow, type ProjectRow, type SpaceRow, type UserRow, pairIndex } from "./tables.ts";

export type Rights = ReadonlySet<string>;

const everything: Rights = new Set(permissionNames);
const nothing: Rights = new Set();

export function isAccountAdmin({ level }: UserRow): boolean {
  return level === "ADMIN";
}

/** The level in an organization; an account's administrator is administrator of each. */
export async function organizationLevel(
  instance: Instance,
  user: UserRow,
  organizationId: string,
): Promise<MemberLevel | undefined> {
  if (isAccountAdmin(user)) return "ADMIN";
  const [member] = await instance.organizationMembers.find("pair", pairIndex(user.id, organizationId));
  return member?.level ?? undefined;
}

async function ofRole(instance: Instance, roleId: string): Promise<readonly string[]> {
  const role = await instance.roles.get(roleId);
  return role === undefined || role.isDeleted ? [] : role.permissions;
}

async function ofMembership(instance: Instance, member: MemberRow | undefined): Promise<readonly string[]> {
  if (member === undefined) return [];
  if (member.level !== null) return spaceLevelPermissions[member.level];
  return member.roleId === null ? [] : ofRole(instance, member.roleId);
}

async function ofBindings(instance: Instance, userId: string, resourceId: string): Promise<readonly string[]> {
  const held: string[] = [];
  for (const { roleId } of await instance.bindings.find("pair", pairIndex(userId, resourceId))) {
    held.push(...(await ofRole(instance, roleId)));
  }
  return held;
}

/** What the user may do in a space; whoever may do anything there can see that it exists. */
export async function spaceRights(instance: Instance, user: UserRow, space: SpaceRow): Promise<Rights> {
  if ((await organizationLevel(instance, user, space.organizationId)) === "ADMIN") return everything;
  const [member] = await instance.spaceMembers.find("pair", pairIndex(user.id, space.id));
  const held = await ofMembership(instance, member);
  return new Set([...held, ...(await ofBindings(instance, user.id, space.id))]);
}

export async function isSpaceAdmin(instance: Instance, user: UserRow, space: SpaceRow): Promise<boolean> {
  if ((await organizationLevel(instance, user, space.organizationId)) === "ADMIN") return true;
  const [member] = await instance.spaceMembers.find("pair", pairIndex(user.id, space.id));
  return member?.level === "ADMIN";
}

/** A restricted project admits whoever is bound to that very project, and administrators of the account (arize.md §5). */
export async function projectRights(instance: Instance, user: UserRow, project: ProjectRow): Promise<Rights> {
  if (isAccountAdmin(user)) return everything;
  const bound = await ofBindings(instance, user.id, project.id);
  if ((await instance.restrictions.get(project.id)) !== undefined) return new Set(bound);
  const space = await instance.spaces.get(project.spaceId);
  const around = space === undefined ? nothing : await spaceRights(instance, user, space);
  return new Set([...around, ...bound]);
}

export function holdsAll(held: Rights, wanted: readonly string[]): boolean {
  return wanted.every((name) => held.has(name));
}

const ladder: readonly MemberLevel[] = ["READ_ONLY", "MEMBER", "ADMIN"];

/** Whether one level is as high as another; ANNOTATOR is on no rung. */
export function reaches(own: MemberLevel | undefined, wanted: MemberLevel): boolean {
  return own !== undefined && ladder.includes(wanted) && ladder.indexOf(own) >= ladder.indexOf(wanted);
}
