import { notFound } from "./errors.ts";
import { parseId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";

// Each finds a row by its id or throws 404. Those that take a `text` parse it first, and throw 400.

export async function getRole(instance: Instance, text: string): Promise<Row<"roles">> {
  const role = await instance.roles.get(parseId(text));
  if (role === undefined) throw notFound("role_not_found", `role ${text} does not exist`);
  return role;
}

export async function getRoleById(instance: Instance, id: string): Promise<Row<"roles">> {
  const role = await instance.roles.get(id);
  if (role === undefined) throw notFound("role_not_found", `role ${id} does not exist`);
  return role;
}

/** Throws 404 for deleted accounts too. */
export async function getActiveAccount(instance: Instance, id: string): Promise<Row<"accounts">> {
  const account = await instance.accounts.get(id);
  if (account?.status === "active") return account;
  throw notFound("service_account_not_found", `an active service account with id ${id} does not exist`);
}

export async function getAccount(instance: Instance, id: string): Promise<Row<"accounts">> {
  const account = await instance.accounts.get(id);
  if (account !== undefined) return account;
  throw notFound("service_account_not_found", `service account ${id} does not exist`);
}

export async function getAssignment(instance: Instance, text: string): Promise<Row<"assignments">> {
  const id = parseId(text);
  const row = await instance.assignments.get(id);
  if (row === undefined) throw notFound("service_account_role_not_found", `service account role ${id} does not exist`);
  return row;
}

export async function getUser(instance: Instance, id: string): Promise<Row<"users">> {
  const user = await instance.users.get(id);
  if (user !== undefined) return user;
  throw notFound("user_not_found", `user ${id} does not exist`);
}

export async function getAuthDomain(instance: Instance, id: string): Promise<Row<"authDomains">> {
  const row = await instance.authDomains.get(id);
  if (row !== undefined) return row;
  throw notFound("auth_domain_not_found", `auth domain ${id} does not exist`);
}
