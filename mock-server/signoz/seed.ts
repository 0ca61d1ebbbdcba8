import { z } from "zod";
import { roleCreation } from "../../vendors/signoz/wire.ts";
import { SeedRefused } from "../vendor.ts";
import { Refusal } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { createKey } from "./keys.ts";
import { createRole } from "./roles.ts";
import { assignRole } from "./service-account-roles.ts";
import { createAccount, deleteAccount } from "./service-accounts.ts";

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

/** What a SigNoz is filled with before anyone calls it. */
export const signozSeed = z.strictObject({
  /** @default "enterprise" */
  edition: z.enum(["community", "enterprise"]).optional(),
  /** Whether an enterprise licence is active. @default true */
  licensed: z.boolean().optional(),
  roles: z.array(seedRole).optional(),
  serviceAccounts: z.array(seedAccount).optional(),
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

async function seedAccountAt(instance: Instance, account: SeedAccount, place: string): Promise<void> {
  const { name, roles = [], keys = [] } = account;
  const { id: accountId } = await at(place, () => createAccount(instance, name, account.id));
  for (const [index, roleName] of roles.entries()) {
    await at(`${place}.roles[${index}]`, async () => {
      const [role] = await instance.roles.find("name", roleName);
      if (role === undefined) throw new SeedRefused(`signoz.${place}.roles[${index}]: there is no role ${roleName}`);
      await assignRole(instance, { serviceAccountId: accountId, roleId: role.id });
    });
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

export async function seedInstance(instance: Instance, seed: SignozSeed): Promise<void> {
  const { roles = [], serviceAccounts = [] } = seed;
  for (const [index, role] of roles.entries()) {
    const { name, description = "", transactionGroups = [] } = role;
    const wanted = { name, description, transactionGroups, ...given("id", role.id) };
    await at(`roles[${index}]`, () => createRole(instance, wanted));
  }
  for (const [index, account] of serviceAccounts.entries()) {
    await seedAccountAt(instance, account, `serviceAccounts[${index}]`);
  }
  // Last: a seed may hold custom roles of a licence that has ended.
  await instance.settings.patch("settings", {
    ...given("edition", seed.edition),
    ...given("isLicensed", seed.licensed),
  });
}
