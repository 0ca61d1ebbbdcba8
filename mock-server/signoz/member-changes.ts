import type { UserCreation } from "#vendors/signoz/wire/member.ts";
import { readSettings } from "../shared/instance.ts";
import { alreadyExists, invalidInput, unsupported } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { parseId, zeroId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { createResetToken } from "./password-reset-token.ts";
import { ensurePassword } from "./password.ts";

const address = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;

/** Trimmed and in lower case, as it is stored and compared. */
export function parseEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (address.test(email)) return email;
  throw invalidInput("invalid_input", "email is not an e-mail address");
}

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

// Here an unknown role is a 400, and so is one that is named twice.
async function checkRoles(instance: Instance, ids: readonly string[]): Promise<void> {
  if (ids.includes(zeroId)) throw invalidInput("user_role_invalid_input", "a role's id must not be all zeros");
  for (const [index, id] of ids.entries()) {
    if ((await instance.roles.get(id)) !== undefined && ids.indexOf(id) === index) continue;
    throw invalidInput("role_not_found", `not every role was found: ${id}`);
  }
}

/** An invitation: the user, its roles, and a token to set a password with. */
export async function inviteUser(instance: Instance, wanted: UserCreation): Promise<Row<"users">> {
  const roleIds = wanted.userRoles.map(({ id }) => parseId(id));
  const email = parseEmail(wanted.email);
  await checkRoles(instance, roleIds);
  const user = await addUser(instance, { email, displayName: wanted.displayName, status: "pending_invite" });
  for (const roleId of roleIds) await giveRole(instance, user.id, roleId);
  const { id } = await ensurePassword(instance, user.id);
  await createResetToken(instance, user, id);
  return user;
}

export async function renameUser(instance: Instance, user: Row<"users">, displayName: string): Promise<void> {
  checkChangeable(user);
  if (displayName === "") return;
  await instance.users.patch(user.id, { displayName, updatedAt: instance.timestamp() });
}

/** Soft: the row stays, everything that hangs on it goes. */
export async function deleteUser(instance: Instance, user: Row<"users">): Promise<void> {
  checkChangeable(user);
  const { passwords, resetTokens, preferences, sessions, userRoles } = instance;
  for (const table of [passwords, resetTokens, preferences, sessions, userRoles]) {
    for (const { id } of await table.find("user", user.id)) await table.remove(id);
  }
  await instance.users.patch(user.id, { status: "deleted", updatedAt: instance.timestamp() });
}
