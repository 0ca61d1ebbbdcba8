import { everySelector } from "../../vendors/signoz/facts/rules.ts";
import { type ManagedRole, managedRoles } from "../../vendors/signoz/facts/managed-roles.ts";
import type { Instance } from "./instance.ts";
import { createKey } from "./keys.ts";
import { createAccount } from "./service-accounts.ts";
import { assignRole } from "./service-account-roles.ts";
import type { GroupRow, KeyRow, RoleRow } from "./tables.ts";

const adminRole = "signoz-admin";
const adminAccount = "mock-admin";
const adminKey = "mock-admin";

function groupsOf({ transactions }: ManagedRole): readonly GroupRow[] {
  return transactions.map(({ verb, type, kind }) => ({
    relation: verb,
    objectGroup: { resource: { type, kind }, selectors: [everySelector] },
  }));
}

async function createManagedRoles(instance: Instance, orgId: string): Promise<void> {
  const at = instance.timestamp();
  for (const managed of managedRoles) {
    const { name, description } = managed;
    const row: RoleRow = {
      ...{ id: instance.newId(), name, description, type: "managed", orgId },
      ...{ transactionGroups: groupsOf(managed), createdAt: at, updatedAt: at },
    };
    await instance.roles.put(row);
  }
}

async function createAdmin(instance: Instance, token: string | undefined): Promise<KeyRow> {
  const [present] = await instance.accounts.find("name", adminAccount);
  const account = present ?? (await createAccount(instance, adminAccount));
  const [role] = await instance.roles.find("name", adminRole);
  if (role !== undefined) await assignRole(instance, { serviceAccountId: account.id, roleId: role.id });
  const secret = token === undefined ? {} : { secret: token };
  return createKey(instance, account.id, { name: adminKey, expiresAt: 0, ...secret });
}

async function withToken(instance: Instance, key: KeyRow, token: string): Promise<string> {
  await instance.keys.patch(key.id, { secret: token });
  return token;
}

/** An organisation with its managed roles and one administrator's key; what is there already stays. Answers the key. */
export async function prepareInstance(instance: Instance, token?: string): Promise<string> {
  const present = await instance.settings.get("settings");
  if (present === undefined) {
    const orgId = instance.newId();
    await instance.settings.put({ id: "settings", orgId, edition: "enterprise", isLicensed: true, adminKeyId: "" });
    await createManagedRoles(instance, orgId);
  }
  const key = present === undefined ? undefined : await instance.keys.get(present.adminKeyId);
  if (key !== undefined) return token === undefined ? key.secret : withToken(instance, key, token);
  const made = await createAdmin(instance, token);
  await instance.settings.patch("settings", { adminKeyId: made.id });
  return made.secret;
}
