import { readSettings } from "../shared/instance.ts";
import { alreadyExists, unsupported } from "./errors.ts";
import { parseEmail } from "./email.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";

/** Throws 501 for the root user and for deleted ones: nothing of theirs can be changed. */
export function checkChangeable({ id, isRoot, status }: Row<"users">): void {
  if (isRoot) throw unsupported("root_user_operation_unsupported", "the root user cannot be changed");
  if (status === "deleted") throw unsupported("user_status_deleted", `user ${id} is deleted`);
}

export function isSelf({ userId }: Caller, id: string): boolean {
  return userId === id;
}

export interface NewUser {
  readonly id?: string;
  readonly email: string;
  readonly displayName: string;
  readonly status: "pending_invite" | "active";
  readonly isRoot?: boolean;
}

export async function addUser(instance: Instance, wanted: NewUser): Promise<Row<"users">> {
  const { id = instance.newId(), displayName, status, isRoot = false } = wanted;
  const email = parseEmail(wanted.email);
  if ((await instance.users.find("email", email)).length > 0) {
    throw alreadyExists("user_already_exists", `a user with the e-mail ${email} already exists`);
  }
  const { orgId } = await readSettings(instance);
  const at = instance.timestamp();
  const row: Row<"users"> = { id, displayName, email, orgId, isRoot, status, createdAt: at, updatedAt: at };
  await instance.users.put(row);
  return row;
}

/** The pair's row that is there, else a new one. */
export async function giveRole(instance: Instance, userId: string, roleId: string): Promise<string> {
  const present = (await instance.userRoles.find("user", userId)).find((row) => row.roleId === roleId);
  if (present !== undefined) return present.id;
  const at = instance.timestamp();
  const id = instance.newId();
  await instance.userRoles.put({ id, userId, roleId, createdAt: at, updatedAt: at });
  return id;
}

export async function takeRoles(instance: Instance, userId: string): Promise<void> {
  for (const { id } of await instance.userRoles.find("user", userId)) await instance.userRoles.remove(id);
}

export async function renameUser(instance: Instance, user: Row<"users">, displayName: string): Promise<void> {
  checkChangeable(user);
  if (displayName === "") return;
  await instance.users.patch(user.id, { displayName, updatedAt: instance.timestamp() });
}

/** Soft: the row stays, everything that hangs on it goes. */
export async function deleteUser(instance: Instance, user: Row<"users">): Promise<void> {
  checkChangeable(user);
  const { passwords, resetTokens, preferences, userRoles } = instance;
  for (const table of [passwords, resetTokens, preferences, userRoles]) {
    for (const { id } of await table.find("user", user.id)) await table.remove(id);
  }
  await instance.users.patch(user.id, { status: "deleted", updatedAt: instance.timestamp() });
}
