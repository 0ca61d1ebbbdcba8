import { adminGroup, starterGroups } from "#vendors/bigeye/facts/data/limits.ts";
import { managedRoles } from "#vendors/bigeye/facts/data/managed-roles.ts";
import { readSettings } from "../shared/instance.ts";
import { add } from "./group-membership.ts";
import { createGroup } from "./group.ts";
import { type Instance, type Row, createId } from "./instance.ts";
import { createKey } from "./key.ts";
import { createUser } from "./member.ts";
import { give } from "./role-binding.ts";
import { listManagedPermissions } from "./role.ts";
import { createWorkspace } from "./scope.ts";

const adminAccount = "mock-admin";
const firstId = 101;

async function createCompany(instance: Instance): Promise<void> {
  const ids = { companyId: String(firstId), adminGroupId: "", adminKeyId: "" };
  await instance.settings.put({
    id: "settings",
    ...ids,
    companyName: "Mock",
    nextId: firstId + 1,
    inUse: "drop",
    writesZeros: false,
  });
  const roleIds = new Map<string, string>();
  for (const { name, type, description } of managedRoles) {
    const id = await createId(instance, instance.roles);
    await instance.roles.put({ id, name, description, type, permissions: listManagedPermissions(type) });
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

async function ensureAdmin(instance: Instance): Promise<Row<"users">> {
  const { adminGroupId } = await readSettings(instance);
  for (const { userId } of await instance.memberships.find("group", adminGroupId)) {
    const user = await instance.users.get(userId);
    if (user?.isServiceAccount === true && user.name === adminAccount) return user;
  }
  const made = await createUser(instance, { name: adminAccount, groupIds: [], isServiceAccount: true });
  await add(instance, { groupId: adminGroupId, userId: made.id });
  return made;
}

async function createAdminKey(instance: Instance, token: string | undefined): Promise<Row<"keys">> {
  const { id } = await ensureAdmin(instance);
  const secret = token === undefined ? {} : { secret: token };
  return createKey(instance, { name: adminAccount, description: "", ownerId: id, creatorId: id, ...secret });
}

/** Makes a company with its roles, groups, workspace and an administrator's key; what is there stays. Returns the key. */
export async function prepareInstance(instance: Instance, token?: string): Promise<string> {
  if ((await instance.settings.get("settings")) === undefined) await createCompany(instance);
  const { adminKeyId } = await readSettings(instance);
  const key = await instance.keys.get(adminKeyId);
  if (key !== undefined) {
    if (token !== undefined) await instance.keys.patch(key.id, { secret: token });
    return token ?? key.secret;
  }
  const made = await createAdminKey(instance, token);
  await instance.settings.patch("settings", { adminKeyId: made.id });
  return made.secret;
}
