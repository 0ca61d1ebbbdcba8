import { notFound } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";

// Each finds a row by its id or throws 404.

export async function getUser(instance: Instance, id: string): Promise<Row<"users">> {
  const row = await instance.users.get(id);
  if (row === undefined) throw notFound("user", id);
  return row;
}

export async function getGroup(instance: Instance, id: string): Promise<Row<"groups">> {
  const row = await instance.groups.get(id);
  if (row === undefined) throw notFound("group", id);
  return row;
}

export async function getRole(instance: Instance, id: string): Promise<Row<"roles">> {
  const row = await instance.roles.get(id);
  if (row === undefined) throw notFound("role", id);
  return row;
}

export async function getWorkspace(instance: Instance, id: string): Promise<Row<"workspaces">> {
  const row = await instance.workspaces.get(id);
  if (row === undefined) throw notFound("workspace", id);
  return row;
}
