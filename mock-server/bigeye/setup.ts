import { managedRoles } from "#vendors/bigeye/facts/data/managed-roles.ts";
import { adminGroup, starterGroups } from "#vendors/bigeye/facts/data/limits.ts";
import { createGroup } from "./groups.ts";
import { type Instance, newId, settingsOf } from "./instance.ts";
import { createKey } from "./keys.ts";
import { give } from "./grants.ts";
import { add } from "./group-users.ts";
import { managedPermissions } from "./roles.ts";
import type { KeyRow, UserRow } from "./tables.ts";
import { createUser } from "./users.ts";
import { createWorkspace } from "./workspaces.ts";

const adminAccount = "mock-admin";
const firstId = 101;

async function createCompany(instance: Instance): Promise<void> {
  const ids = { companyId: String(firstId), adminGroupId: "", adminKeyId: "" };
  await instance.settings.put({ id: "settings", ...ids, companyName: "Mock", nextId: firstId + 1, inUse: "drop" });
  const roleIds = new Map<string, string>();
  for (const { name, type, description } of managedRoles) {
    const id = await newId(instance, instance.roles);
    await instance.roles.put({ id, name, description, type, permissions: managedPermissions(type) });
    roleIds.set(name, id);
  }
  const workspace = await createWorkspace(instance, { name: "Default workspace", isDefault: true });
  const admins = await createGroup(instance, { name: adminGroup, idpGroups: [] });
  await instance.settings.patch("settings", { adminGroupId: admins.id });
  for (const { name, role } of starterGroups) {
    const group = await createGroup(instance, { name, idpGroups: [] });
    await give(instance, { id: undefined, role: { id: roleIds.get(role) }, group, workspace });
  }
}

async function adminOf(instance: Instance): Promise<UserRow> {
  const { adminGroupId } = await settingsOf(instance);
  for (const { userId } of await instance.memberships.find("group", adminGroupId)) {
    const user = await instance.users.get(userId);
    if (user?.isServiceAccount === true && user.name === adminAccount) return user;
  }
  const made = await createUser(instance, { name: adminAccount, groupIds: [], isServiceAccount: true });
  await add(instance, { groupId: adminGroupId, userId: made.id });
  return made;
}

async function createAdminKey(instance: Instance, token: string | undefined): Promise<KeyRow> {
  const { id } = await adminOf(instance);
  const secret = token === undefined ? {} : { secret: token };
  return createKey(instance, { name: adminAccount, description: "", ownerId: id, creatorId: id, ...secret });
}

/** A company with its own roles, groups and workspace and one administrator's key; what is there stays. Answers the key. */
export async function prepareInstance(instance: Instance, token?: string): Promise<string> {
  if ((await instance.settings.get("settings")) === undefined) await createCompany(instance);
  const { adminKeyId } = await settingsOf(instance);
  const key = await instance.keys.get(adminKeyId);
  if (key !== undefined) {
    if (token !== undefined) await instance.keys.patch(key.id, { secret: token });
    return token ?? key.secret;
  }
  const made = await createAdminKey(instance, token);
  await instance.settings.patch("settings", { adminKeyId: made.id });
  return made.secret;
}
