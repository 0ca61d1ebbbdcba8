import { everySelector } from "#vendors/signoz/facts/data/limits.ts";
import { type ManagedRole, managedRoles } from "#vendors/signoz/facts/data/managed-roles.ts";
import type { Instance } from "./instance.ts";
import { createKey } from "./keys.ts";
import { addLicense } from "./license.ts";
import { putOrganization } from "./organizations.ts";
import { addRootUser } from "./registration.ts";
import { createAccount } from "./service-accounts.ts";
import { assignRole } from "./service-account-roles.ts";
import type { SettingsRow } from "./organization-tables.ts";
import type { GroupRow, KeyRow, RoleRow } from "./tables.ts";

const adminRole = "signoz-admin";
const adminAccount = "mock-admin";
const adminKey = "mock-admin";

// Up to v0.138.0 the administrator had 145 permissions (signoz.md, Appendix A).
function isOlder({ verb, kind }: ManagedRole["transactions"][number]): boolean {
  return kind !== "auth-domain" || (verb !== "attach" && verb !== "detach");
}

function groupsOf({ transactions }: ManagedRole, version: SettingsRow["version"]): readonly GroupRow[] {
  return transactions
    .filter((one) => version === "main" || isOlder(one))
    .map(({ verb, type, kind }) => ({
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
      ...{ transactionGroups: groupsOf(managed, "main"), createdAt: at, updatedAt: at },
    };
    await instance.roles.put(row);
  }
}

/** Makes it an instance of that version. */
export async function setVersion(instance: Instance, version: SettingsRow["version"]): Promise<void> {
  await instance.settings.patch("settings", { version });
  for (const managed of managedRoles) {
    const [role] = await instance.roles.find("name", managed.name);
    if (role !== undefined) await instance.roles.patch(role.id, { transactionGroups: groupsOf(managed, version) });
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

async function createOrganization(instance: Instance): Promise<void> {
  await putOrganization(instance, { name: "mock", displayName: "Mock" });
  await addLicense(instance, instance.newSecret());
  await addRootUser(instance, { email: "root@mock.example", displayName: "Root" });
}

const defaults = {
  version: "main",
  hasKnownDefects: true,
  hasPasswordSelfReset: false,
  isImpersonating: false,
} as const;

/** An organisation with its managed roles, a root user and one administrator's key; what is there already stays. Answers the key. */
export async function prepareInstance(instance: Instance, token?: string): Promise<string> {
  const present = await instance.settings.get("settings");
  const orgId = present?.orgId ?? instance.newId();
  if (present === undefined) {
    await instance.settings.put({ id: "settings", orgId, edition: "enterprise", adminKeyId: "", ...defaults });
    await createManagedRoles(instance, orgId);
  }
  // A store of an older mock has none.
  if ((await instance.organizations.get(orgId)) === undefined) await createOrganization(instance);
  const key = present === undefined ? undefined : await instance.keys.get(present.adminKeyId);
  if (key !== undefined) return token === undefined ? key.secret : withToken(instance, key, token);
  const made = await createAdmin(instance, token);
  await instance.settings.patch("settings", { adminKeyId: made.id });
  return made.secret;
}
