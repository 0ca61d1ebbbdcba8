import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import { notFound } from "./errors.ts";
import type { Actor } from "./identity.ts";
import { parseId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { type Rights, findOrganizationLevel, findProjectRights, findSpaceRights } from "./permissions.ts";

// Each throws 404 for what does not exist and for what the caller cannot read, and 400 for an id of another form.

export async function getOrganization(instance: Instance, { user }: Actor, id: string): Promise<Row<"organizations">> {
  const row = await instance.organizations.get(parseId(idTypes.organization, id, "the organization"));
  const level = row === undefined ? undefined : await findOrganizationLevel(instance, user, row.id);
  if (row === undefined || level === undefined) throw notFound(`organization ${id}`);
  return row;
}

export interface PlaceWithRights<Row> {
  readonly row: Row;
  readonly rights: Rights;
}

export async function getSpace(
  instance: Instance,
  { user }: Actor,
  id: string,
): Promise<PlaceWithRights<Row<"spaces">>> {
  const row = await instance.spaces.get(parseId(idTypes.space, id, "the space"));
  const rights = row === undefined ? undefined : await findSpaceRights(instance, user, row);
  if (row === undefined || rights === undefined || rights.size === 0) throw notFound(`space ${id}`);
  return { row, rights };
}

export async function getProject(
  instance: Instance,
  { user }: Actor,
  id: string,
): Promise<PlaceWithRights<Row<"projects">>> {
  const row = await instance.projects.get(parseId(idTypes.project, id, "the project"));
  const rights = row === undefined ? undefined : await findProjectRights(instance, user, row);
  if (row === undefined || rights?.has("PROJECT_READ") !== true) throw notFound(`project ${id}`);
  return { row, rights };
}

/** Anybody of the account may read any role. */
export async function getRole(instance: Instance, id: string): Promise<Row<"roles">> {
  const row = await instance.roles.get(parseId(idTypes.role, id, "the role"));
  if (row === undefined || row.isDeleted) throw notFound(`role ${id}`);
  return row;
}

/** A person or a bot who was not blocked. */
export async function getUser(instance: Instance, id: string): Promise<Row<"users">> {
  const row = await instance.users.get(parseId(idTypes.user, id, "the user"));
  if (row === undefined || row.status === "INACTIVE") throw notFound(`user ${id}`);
  return row;
}
