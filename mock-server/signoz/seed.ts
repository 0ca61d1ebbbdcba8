import { z } from "zod";
import { authDomainCreation } from "#vendors/signoz/wire/auth-domain.ts";
import { roleCreation } from "#vendors/signoz/wire/role.ts";
import { SeedRefused } from "../vendor.ts";
import { createAuthDomain } from "./auth-domains.ts";
import { Refusal } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { createKey } from "./keys.ts";
import { addLicense, isLicensed } from "./license.ts";
import { checkPassword, setPassword } from "./passwords.ts";
import { addRootUser, rootUser } from "./registration.ts";
import { ensureResetToken } from "./reset-password-tokens.ts";
import { createRole } from "./roles.ts";
import { assignRole } from "./service-account-roles.ts";
import { createAccount, deleteAccount } from "./service-accounts.ts";
import { setVersion } from "./setup.ts";
import { addUser, deleteUser, giveRole } from "./users.ts";

const id = z
  .uuid()
  .refine((text) => text === text.toLowerCase(), "expected lower case")
  .optional();

const seedKey = z.strictObject({
  id,
  name: z.string(),
  /** Unix seconds; left out: never. */
  expiresAt: z.int().nonnegative().optional(),
  /** The key itself; left out: random, and nobody learns it. */
  secret: z.string().min(1).optional(),
});

const seedAccount = z.strictObject({
  /** Say it where a role of this seed has it as a selector. */
  id,
  name: z.string(),
  /** Names, managed or of this seed. */
  roles: z.array(z.string()).optional(),
  keys: z.array(seedKey).optional(),
  status: z.enum(["active", "deleted"]).optional(),
});
type SeedAccount = z.output<typeof seedAccount>;

const seedRole = z.strictObject({
  id,
  name: z.string(),
  description: z.string().optional(),
  /** As the vendor's API and its JSON mode spell them. */
  transactionGroups: roleCreation.shape.transactionGroups.optional(),
});

const seedUser = z.strictObject({
  id,
  email: z.string(),
  displayName: z.string().optional(),
  /** Left out, or of a pending user: nobody can log in. The vendor's rule for passwords holds. */
  password: z.string().optional(),
  /** Names, managed or of this seed. */
  roles: z.array(z.string()).optional(),
  /** @default "active" */
  status: z.enum(["active", "pending_invite", "deleted"]).optional(),
});
type SeedUser = z.output<typeof seedUser>;

const seedAuthDomain = authDomainCreation.extend({ id });

/** What a SigNoz is filled with before anyone calls it. */
export const signozSeed = z.strictObject({
  /** @default "enterprise" */
  edition: z.enum(["community", "enterprise"]).optional(),
  /** Whether an enterprise licence is active. @default true */
  licensed: z.boolean().optional(),
  /** `main` is what comes after v0.138.0. @default "main" */
  version: z.enum(["v0.138.0", "main"]).optional(),
  /** Whether the vendor's defects that clients meet are there. @default true */
  knownDefects: z.boolean().optional(),
  /** Whether people may ask for a reset of their own password. @default false */
  passwordSelfReset: z.boolean().optional(),
  /** Whether every request is the root user's, without a credential. @default false */
  impersonation: z.boolean().optional(),
  /** The root user; null: nobody has registered yet. @default one that cannot log in */
  root: z
    .strictObject({ email: z.string(), displayName: z.string().optional(), password: z.string().optional() })
    .nullable()
    .optional(),
  roles: z.array(seedRole).optional(),
  serviceAccounts: z.array(seedAccount).optional(),
  users: z.array(seedUser).optional(),
  authDomains: z.array(seedAuthDomain).optional(),
});
export type SignozSeed = z.output<typeof signozSeed>;

async function at<Result>(place: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw new SeedRefused(`signoz.${place}: ${error.message}`, { cause: error });
    throw error;
  }
}

function given<Value>(member: string, value: Value | undefined): Readonly<Record<string, Value>> {
  return value === undefined ? {} : { [member]: value };
}

async function roleNamed(instance: Instance, name: string, place: string): Promise<string> {
  const [role] = await instance.roles.find("name", name);
  if (role === undefined) throw new SeedRefused(`signoz.${place}: there is no role ${name}`);
  return role.id;
}

async function seedAccountAt(instance: Instance, account: SeedAccount, place: string): Promise<void> {
  const { name, roles = [], keys = [] } = account;
  const { id: accountId } = await at(place, () => createAccount(instance, name, account.id));
  for (const [index, roleName] of roles.entries()) {
    const roleId = await roleNamed(instance, roleName, `${place}.roles[${index}]`);
    await at(`${place}.roles[${index}]`, () => assignRole(instance, { serviceAccountId: accountId, roleId }));
  }
  for (const [index, key] of keys.entries()) {
    const wanted = {
      name: key.name,
      expiresAt: key.expiresAt ?? 0,
      ...given("id", key.id),
      ...given("secret", key.secret),
    };
    await at(`${place}.keys[${index}]`, () => createKey(instance, accountId, wanted));
  }
  if (account.status === "deleted") await deleteAccount(instance, accountId);
}

async function seedUserAt(instance: Instance, wanted: SeedUser, place: string): Promise<void> {
  const { email, displayName = "", password, roles = [], status = "active" } = wanted;
  const invited = status === "pending_invite" ? status : "active";
  const user = await at(place, () =>
    addUser(instance, { email, displayName, status: invited, ...given("id", wanted.id) }),
  );
  for (const [index, roleName] of roles.entries()) {
    await giveRole(instance, user.id, await roleNamed(instance, roleName, `${place}.roles[${index}]`));
  }
  if (status === "pending_invite") await ensureResetToken(instance, user);
  if (password !== undefined && status === "active") {
    await at(`${place}.password`, async () => checkPassword(password));
    await setPassword(instance, user.id, password);
  }
  if (status === "deleted") await deleteUser(instance, user);
}

async function seedRoot(instance: Instance, root: SignozSeed["root"]): Promise<void> {
  if (root === undefined) return;
  const present = await rootUser(instance);
  if (present !== undefined) {
    await deleteUser(instance, { ...present, isRoot: false });
    await instance.users.remove(present.id);
  }
  if (root === null) return;
  const { email, displayName = "", password } = root;
  await at("root", async () => {
    if (password !== undefined) checkPassword(password);
    await addRootUser(instance, { email, displayName, ...given("password", password) });
  });
}

async function seedSettings(instance: Instance, seed: SignozSeed): Promise<void> {
  await instance.settings.patch("settings", {
    ...given("edition", seed.edition),
    ...given("hasKnownDefects", seed.knownDefects),
    ...given("hasPasswordSelfReset", seed.passwordSelfReset),
    ...given("isImpersonating", seed.impersonation),
  });
  if (seed.version !== undefined) await setVersion(instance, seed.version);
  if (seed.licensed === undefined || seed.licensed === (await isLicensed(instance))) return;
  for (const { id: licenseId } of await instance.licenses.list()) await instance.licenses.remove(licenseId);
  if (seed.licensed) await addLicense(instance, instance.newSecret());
}

export async function seedInstance(instance: Instance, seed: SignozSeed): Promise<void> {
  const { roles = [], serviceAccounts = [], users = [], authDomains = [] } = seed;
  await seedRoot(instance, seed.root);
  for (const [index, role] of roles.entries()) {
    const { name, description = "", transactionGroups = [] } = role;
    const wanted = { name, description, transactionGroups, ...given("id", role.id) };
    await at(`roles[${index}]`, () => createRole(instance, wanted));
  }
  for (const [index, account] of serviceAccounts.entries()) {
    await seedAccountAt(instance, account, `serviceAccounts[${index}]`);
  }
  for (const [index, user] of users.entries()) await seedUserAt(instance, user, `users[${index}]`);
  for (const [index, { id: domainId, ...domain }] of authDomains.entries()) {
    await at(`authDomains[${index}]`, () => createAuthDomain(instance, { ...domain, ...given("id", domainId) }));
  }
  // Last: a seed may hold custom roles of a licence that has ended.
  await seedSettings(instance, seed);
}
