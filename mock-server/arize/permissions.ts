import { permissionNames } from "#vendors/arize/facts/data/catalog.ts";
import { type MemberLevel, spaceLevelPermissions } from "#vendors/arize/facts/data/levels.ts";
import type { Instance, Row } from "./instance.ts";
import { pairIndex } from "./pair-index.ts";

export type Rights = ReadonlySet<string>;

const everything: Rights = new Set(permissionNames);
const nothing: Rights = new Set();

export function isAccountAdmin({ level }: Row<"users">): boolean {
  return level === "ADMIN";
}

/** The level in an organization; an account's administrator is administrator of each. */
export async function findOrganizationLevel(
  instance: Instance,
  user: Row<"users">,
  organizationId: string,
): Promise<MemberLevel | undefined> {
  if (isAccountAdmin(user)) return "ADMIN";
  const [member] = await instance.organizationMembers.find("pair", pairIndex(user.id, organizationId));
  return member?.level ?? undefined;
}

async function listRolePermissions(instance: Instance, roleId: string): Promise<readonly string[]> {
  const role = await instance.roles.get(roleId);
  return role === undefined || role.isDeleted ? [] : role.permissions;
}

async function listMembershipPermissions(
  instance: Instance,
  member: Row<"spaceMembers"> | undefined,
): Promise<readonly string[]> {
  if (member === undefined) return [];
  if (member.level !== null) return spaceLevelPermissions[member.level];
  return member.roleId === null ? [] : listRolePermissions(instance, member.roleId);
}

async function listBoundPermissions(
  instance: Instance,
  userId: string,
  resourceId: string,
): Promise<readonly string[]> {
  const held: string[] = [];
  for (const { roleId } of await instance.bindings.find("pair", pairIndex(userId, resourceId))) {
    held.push(...(await listRolePermissions(instance, roleId)));
  }
  return held;
}

/**
 * What the user may do in a space. A user who may do anything there can see that it exists. In a public space, who has no
 * role there has that of the organization.
 */
export async function findSpaceRights(instance: Instance, user: Row<"users">, space: Row<"spaces">): Promise<Rights> {
  const level = await findOrganizationLevel(instance, user, space.organizationId);
  if (level === "ADMIN") return everything;
  const [member] = await instance.spaceMembers.find("pair", pairIndex(user.id, space.id));
  const isFallback = member === undefined && !space.isPrivate && level !== undefined;
  const held = isFallback ? spaceLevelPermissions[level] : await listMembershipPermissions(instance, member);
  return new Set([...held, ...(await listBoundPermissions(instance, user.id, space.id))]);
}

export async function isSpaceAdmin(instance: Instance, user: Row<"users">, space: Row<"spaces">): Promise<boolean> {
  if ((await findOrganizationLevel(instance, user, space.organizationId)) === "ADMIN") return true;
  const [member] = await instance.spaceMembers.find("pair", pairIndex(user.id, space.id));
  return member?.level === "ADMIN";
}

/** A restricted project admits only users bound to that project, and administrators of the account. */
export async function findProjectRights(
  instance: Instance,
  user: Row<"users">,
  project: Row<"projects">,
): Promise<Rights> {
  if (isAccountAdmin(user)) return everything;
  const bound = await listBoundPermissions(instance, user.id, project.id);
  if ((await instance.restrictions.get(project.id)) !== undefined) return new Set(bound);
  const space = await instance.spaces.get(project.spaceId);
  const around = space === undefined ? nothing : await findSpaceRights(instance, user, space);
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
