import type { Instance, Row } from "./instance.ts";
import { createKey } from "./key.ts";
import { addLicense } from "./license.ts";
import { createManagedRoles } from "./managed-roles.ts";
import { putOrganization } from "./organization.ts";
import { addRootUser } from "./registration.ts";
import { assignRole } from "./role-binding.ts";
import { createAccount } from "./service-account.ts";

const adminRole = "signoz-admin";
const adminAccount = "mock-admin";
const adminKey = "mock-admin";

async function createAdmin(instance: Instance, token: string | undefined): Promise<Row<"keys">> {
  const [present] = await instance.accounts.find("name", adminAccount);
  const account = present ?? (await createAccount(instance, adminAccount));
  const [role] = await instance.roles.find("name", adminRole);
  if (role !== undefined) await assignRole(instance, { serviceAccountId: account.id, roleId: role.id });
  const secret = token === undefined ? {} : { secret: token };
  return createKey(instance, account.id, { name: adminKey, expiresAt: 0, ...secret });
}

async function setToken(instance: Instance, key: Row<"keys">, token: string): Promise<string> {
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

/** Makes an organization with its managed roles, a root user and an administrator's key; what is there stays. Returns the key. */
export async function prepareInstance(instance: Instance, token?: string): Promise<string> {
  const present = await instance.settings.get("settings");
  const orgId = present?.orgId ?? instance.newId();
  if (present === undefined) {
    const tokenSecret = instance.newSecret();
    await instance.settings.put({
      id: "settings",
      orgId,
      edition: "enterprise",
      adminKeyId: "",
      tokenSecret,
      ...defaults,
    });
    await createManagedRoles(instance, orgId);
  }
  if (present?.tokenSecret === "") await instance.settings.patch("settings", { tokenSecret: instance.newSecret() });
  // A store of an older mock has none.
  if ((await instance.organizations.get(orgId)) === undefined) await createOrganization(instance);
  const key = present === undefined ? undefined : await instance.keys.get(present.adminKeyId);
  if (key !== undefined) return token === undefined ? key.secret : setToken(instance, key, token);
  const made = await createAdmin(instance, token);
  await instance.settings.patch("settings", { adminKeyId: made.id });
  return made.secret;
}
