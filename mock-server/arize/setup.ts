import { predefinedRoles } from "#vendors/arize/facts/data/managed-roles.ts";
import type { Instance, Row } from "./instance.ts";
import { putKey } from "./key-creation.ts";
import { putUser } from "./member.ts";
import { createRole } from "./role.ts";

const admin = { name: "Mock administrator", email: "mock-admin@arize.invalid" };

const firstSettings: Row<"settings"> = {
  id: "settings",
  adminKeyId: "",
  nextNumber: 1_001,
  requestsPerMinute: null,
  maxKeyLifetimeDays: null,
  serviceKeysWithoutSpace: "refused",
  developersOnly: true,
};

async function createPredefinedRoles(instance: Instance): Promise<void> {
  for (const { name, description, permissions } of predefinedRoles) {
    await createRole(instance, { name, description, permissions: [...permissions], isPredefined: true });
  }
}

async function createAdmin(instance: Instance, token: string | undefined): Promise<Row<"keys">> {
  const { id: userId } = await putUser(instance, { ...admin, level: "ADMIN", status: "ACTIVE" });
  const key = await putKey(instance, {
    type: "USER",
    name: "mock-admin",
    description: null,
    expiresAt: null,
    userId,
    createdBy: userId,
    secret: token,
  });
  await instance.settings.patch("settings", { adminKeyId: key.id });
  return key;
}

/** The token works again, whatever was done to the key or to its owner. */
async function restoreAdmin(instance: Instance, key: Row<"keys">, token: string | undefined): Promise<string> {
  const secret = token ?? key.secret;
  await instance.keys.patch(key.id, { secret, status: "ACTIVE", expiresAt: null });
  await instance.users.patch(key.userId, { status: "ACTIVE", level: "ADMIN", isDeveloper: true });
  return secret;
}

/** Makes an account with its predefined roles and one administrator; what is there stays. Returns the key. */
export async function prepareInstance(instance: Instance, token?: string): Promise<string> {
  const present = await instance.settings.get("settings");
  if (present === undefined) {
    await instance.settings.put(firstSettings);
    await createPredefinedRoles(instance);
  }
  const key = present === undefined ? undefined : await instance.keys.get(present.adminKeyId);
  return key === undefined ? (await createAdmin(instance, token)).secret : restoreAdmin(instance, key, token);
}
