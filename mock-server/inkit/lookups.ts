import { refuse } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";

// Each finds a row by its id or throws 404.

export async function getRole(instance: Instance, id: string): Promise<Row<"roles">> {
  const role = await instance.roles.get(id);
  if (role === undefined) throw refuse("role_not_found", `there is no role ${id}`);
  return role;
}

export async function getAccount(instance: Instance, id: string): Promise<Row<"accounts">> {
  const account = await instance.accounts.get(id);
  if (account === undefined) throw refuse("service_account_not_found", `there is no service account ${id}`);
  return account;
}

export async function getUser(instance: Instance, id: string): Promise<Row<"users">> {
  const user = await instance.users.get(id);
  if (user === undefined) throw refuse("user_not_found", `there is no user ${id}`);
  return user;
}
