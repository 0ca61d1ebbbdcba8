import { z } from "zod";
import { objectId } from "#vendors/inkit/facts/data/limits.ts";
import { SeedRefused } from "../vendor.ts";
import type { FieldFault } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { createRole, nameFaults, roleFaults } from "./roles.ts";
import { createAccount, generateSecret } from "./service-accounts.ts";
import { switches } from "./tables.ts";

const id = z.string().regex(objectId.pattern, `expected ${objectId.says}`).optional();
/** Names, standard or of this seed. */
const roleNames = z.array(z.string());

const seedRole = z.strictObject({
  id,
  name: z.string(),
  description: z.string().optional(),
  permissions: z.array(z.string()).optional(),
});

const seedUser = z.strictObject({
  id,
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  roles: roleNames.optional(),
  is_active: z.boolean().optional(),
});
type SeedUser = z.output<typeof seedUser>;

const seedAccount = z.strictObject({
  id,
  name: z.string(),
  description: z.string().optional(),
  roles: roleNames.min(1),
  /** The secret itself; left out: none was generated yet. */
  api_key: z.string().min(1).optional(),
});
type SeedAccount = z.output<typeof seedAccount>;

/** What an organization is filled with before anyone calls it. */
export const inkitSeed = z.strictObject({
  /** @default "refused_while_held" */
  role_deletion: switches.shape.role_deletion.unwrap().optional(),
  /** @default "fixed" */
  standard_roles: switches.shape.standard_roles.unwrap().optional(),
  /** @default "any" */
  grants: switches.shape.grants.unwrap().optional(),
  roles: z.array(seedRole).optional(),
  users: z.array(seedUser).optional(),
  service_accounts: z.array(seedAccount).optional(),
});
export type InkitSeed = z.output<typeof inkitSeed>;

function check(place: string, faults: readonly FieldFault[]): void {
  const [fault] = faults;
  if (fault !== undefined) throw new SeedRefused(`inkit.${place}.${fault.field}: ${fault.message}`);
}

async function roleIdsOf(instance: Instance, names: readonly string[], place: string): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (const [index, name] of names.entries()) {
    const [role, other] = await instance.roles.find("name", name);
    if (role === undefined) throw new SeedRefused(`inkit.${place}.roles[${index}]: there is no role ${name}`);
    if (other !== undefined) throw new SeedRefused(`inkit.${place}.roles[${index}]: several roles are named ${name}`);
    ids.add(role.id);
  }
  return [...ids];
}

async function checkIdFree(table: { get(id: string): Promise<unknown> }, place: string, id?: string): Promise<void> {
  if (id === undefined || (await table.get(id)) === undefined) return;
  throw new SeedRefused(`inkit.${place}.id: ${id} is taken`);
}

async function seedUserAt(instance: Instance, user: SeedUser, place: string): Promise<void> {
  const { id = instance.newId("user"), first_name: firstName, last_name: lastName, email, roles = [] } = user;
  await checkIdFree(instance.users, place, user.id);
  if ((await instance.users.find("email", email)).length > 0) {
    throw new SeedRefused(`inkit.${place}.email: there is a user ${email} already`);
  }
  const at = instance.timestamp();
  const roleIds = await roleIdsOf(instance, roles, place);
  await instance.users.put({
    ...{ id, firstName, lastName, email, isActive: user.is_active ?? true },
    ...{ roleIds, createdAt: at, updatedAt: at },
  });
}

async function seedAccountAt(instance: Instance, account: SeedAccount, place: string): Promise<void> {
  const { name, description = "", roles, api_key: secret } = account;
  check(place, nameFaults(name));
  await checkIdFree(instance.accounts, place, account.id);
  const roleIds = await roleIdsOf(instance, roles, place);
  const given = account.id === undefined ? {} : { id: account.id };
  const { id } = await createAccount(instance, { ...given, name, description, roleIds, createdBy: null });
  if (secret === undefined) return;
  if ((await instance.secrets.find("secret", secret)).length > 0) {
    throw new SeedRefused(`inkit.${place}.api_key: another key has the same secret`);
  }
  await generateSecret(instance, id, secret);
}

/** Throws `SeedRefused` with the path of the first fault. */
export async function seedInstance(instance: Instance, seed: InkitSeed): Promise<void> {
  const { roles = [], users = [], service_accounts: accounts = [], ...chosen } = seed;
  const settings = await instance.settings.get("settings");
  await instance.settings.patch("settings", { switches: switches.parse({ ...settings?.switches, ...chosen }) });
  for (const [index, role] of roles.entries()) {
    const { description = "", permissions = [], id, ...rest } = role;
    const place = `roles[${index}]`;
    check(place, roleFaults({ ...rest, permissions }));
    await checkIdFree(instance.roles, place, id);
    await createRole(instance, { ...rest, description, permissions, ...(id === undefined ? {} : { id }) });
  }
  for (const [index, user] of users.entries()) await seedUserAt(instance, user, `users[${index}]`);
  for (const [index, account] of accounts.entries()) {
    await seedAccountAt(instance, account, `service_accounts[${index}]`);
  }
}
