import { standardRoles } from "#vendors/inkit/facts/data/managed-roles.ts";
import type { Instance, Row } from "./instance.ts";
import { generateSecret } from "./key.ts";
import { createRole } from "./role.ts";
import { createAccount } from "./service-account.ts";
import { switches } from "./settings.ts";

const owner = { firstName: "Mock", lastName: "Owner", email: "owner@inkit.example" };

async function createStandardRoles(instance: Instance): Promise<void> {
  for (const { name, description, permissions } of standardRoles) {
    await createRole(instance, { name, description, permissions: [...permissions], isDefault: true });
  }
}

/** The standard role that has every permission. */
async function findAdminRole(instance: Instance): Promise<Row<"roles">> {
  const present = (await instance.roles.find("name", "Admin")).find(({ isDefault }) => isDefault);
  if (present === undefined) throw new Error("the organization has lost its Admin role");
  return present;
}

/** The person who signs the organization up gets the default Admin role. */
async function signUp(instance: Instance): Promise<void> {
  const at = instance.timestamp();
  const roleIds = [(await findAdminRole(instance)).id];
  await instance.users.put({
    ...owner,
    id: instance.newId("user"),
    isActive: true,
    roleIds,
    createdAt: at,
    updatedAt: at,
  });
}

async function createAdmin(instance: Instance, token: string | undefined): Promise<Row<"secrets">> {
  const account = await createAccount(instance, {
    name: "mock-admin",
    description: "",
    roleIds: [(await findAdminRole(instance)).id],
    createdBy: { first_name: owner.firstName, last_name: owner.lastName },
  });
  return generateSecret(instance, account.id, token);
}

/** Makes an organization with its standard roles, its owner and an administrator's key; what is there stays. Returns the key. */
export async function prepareInstance(instance: Instance, token?: string): Promise<string> {
  const present = await instance.settings.get("settings");
  if (present === undefined) {
    await createStandardRoles(instance);
    await signUp(instance);
  }
  const secret = present === undefined ? undefined : await instance.secrets.get(present.adminAccountId);
  if (secret !== undefined) {
    if (token !== undefined && token !== secret.secret) await instance.secrets.patch(secret.id, { secret: token });
    return token ?? secret.secret;
  }
  const made = await createAdmin(instance, token);
  await instance.settings.put({
    id: "settings",
    adminAccountId: made.id,
    switches: present?.switches ?? switches.parse({}),
  });
  return made.secret;
}
