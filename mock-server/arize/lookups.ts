import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import { notFound } from "./errors.ts";
import { parseId } from "./ids.ts";
import type { Actor } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { type Rights, organizationLevel, projectRights, spaceRights } from "./rights.ts";
import type { OrganizationRow, ProjectRow, RoleRow, SpaceRow, UserRow } from "./tables.ts";

// What cannot be read is not there (arize.md §1): each of these throws 404 for both, and 400 for an id of another form.

export async function organizationAt(instance: Instance, { user }: Actor, id: string): Promise<OrganizationRow> {
  const row = await instance.organizations.get(parseId(idTypes.organization, id, "the organization"));
  const level = row === undefined ? undefined : await organizationLevel(instance, user, row.id);
  if (row === undefined || level === undefined) throw notFound(`organization ${id}`);
  return row;
}

export interface PlaceWithRights<Row> {
  readonly row: Row;
  readonly rights: Rights;
}

export async function spaceAt(instance: Instance, { user }: Actor, id: string): Promise<PlaceWithRights<SpaceRow>> {
  const row = await instance.spaces.get(parseId(idTypes.space, id, "the space"));
  const rights = row === undefined ? undefined : await spaceRights(instance, user, row);
  if (row === undefined || rights === undefined || rights.size === 0) throw notFound(`space ${id}`);
  return { row, rights };
}

export async function projectAt(instance: Instance, { user }: Actor, id: string): Promise<PlaceWithRights<ProjectRow>> {
  const row = await instance.projects.get(parseId(idTypes.project, id, "the project"));
  const rights = row === undefined ? undefined : await projectRights(instance, user, row);
  if (row === undefined || rights?.has("PROJECT_READ") !== true) throw notFound(`project ${id}`);
  return { row, rights };
}

/** Anybody of the account may read any role. */
export async function roleAt(instance: Instance, id: string): Promise<RoleRow> {
  const row = await instance.roles.get(parseId(idTypes.role, id, "the role"));
  if (row === undefined || row.isDeleted) throw notFound(`role ${id}`);
  return row;
}

/** A person or a bot who was not blocked. */
export async function userAt(instance: Instance, id: string): Promise<UserRow> {
  const row = await instance.users.get(parseId(idTypes.user, id, "the user"));
  if (row === undefined || row.status === "INACTIVE") throw notFound(`user ${id}`);
  return row;
}
