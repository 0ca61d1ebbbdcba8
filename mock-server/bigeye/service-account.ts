import { z } from "zod";
import { roleBody } from "#vendors/bigeye/wire/role.ts";
import { SeedRefused } from "../vendor.ts";
import { Refusal } from "./errors.ts";
import { give } from "./grants.ts";
import { createGroup } from "./groups.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { createKey } from "./keys.ts";
import { createRole } from "./roles.ts";
import { createUser, invite } from "./users.ts";
import { createWorkspace } from "./workspaces.ts";

const id = z
  .int()
  .positive()
  .max(2 ** 31 - 1)
  .optional();
const groups = z.array(z.string()).optional();

const seedKey = z.strictObject({
  id,
  name: z.string(),
  description: z.string().optional(),
  /** The key itself; left out: random, and nobody learns it. */
  secret: z.string().min(1).optional(),
});

const seedAccount = z.strictObject({
  id,
  name: z.string(),
  /** Names, the company's own or of this seed. */
  groups,
  keys: z.array(seedKey).optional(),
  /** What a bulk deletion makes of it, inside its 200. @default "works" */
  deletion: z.enum(["works", "fails", "notRun"]).optional(),
});

const seedMember = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  /** For HTTP Basic; left out: none works. */
  password: z.string().min(1).optional(),
  groups,
  /** Names of groups of an identity provider. */
  idpGroups: z.array(z.string()).optional(),
});

const seedGroup = z.strictObject({
  id,
  name: z.string(),
  idpGroups: z.array(z.string()).optional(),
  /** Names; without a workspace it is the default one. */
  grants: z.array(z.strictObject({ role: z.string(), workspace: z.string().optional() })).optional(),
});

const seedRole = z.strictObject({
  id,
  name: z.string(),
  description: z.string().optional(),
  /** As the vendor's API spells them: `ROLE_TYPE_VIEW`, `PERMISSION_DOMAIN_TABLE`. */
  baseRole: z.string().optional(),
  rolePermissions: z.array(z.strictObject({ domains: z.array(z.string()), actions: z.array(z.string()) })).optional(),
});

/** What a Bigeye is filled with before anyone calls it. */
export const bigeyeSeed = z.strictObject({
  /** Whether deleting a group or role that has grants drops them or is refused: undocumented. @default "drop" */
  inUse: z.enum(["drop", "refuse"]).optional(),
  workspaces: z.array(z.strictObject({ id, name: z.string() })).optional(),
  roles: z.array(seedRole).optional(),
  groups: z.array(seedGroup).optional(),
  members: z.array(seedMember).optional(),
  serviceAccounts: z.array(seedAccount).optional(),
});
export type BigeyeSeed = z.output<typeof bigeyeSeed>;

async function at<Result>(place: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw new SeedRefused(`bigeye.${place}: ${error.message}`, { cause: error });
    throw error;
  }
}

interface ByName {
  find(index: "name", value: string): Promise<readonly { readonly id: string }[]>;
}

async function named(table: ByName, name: string, place: string): Promise<{ readonly id: string }> {
  const [row] = await table.find("name", name);
  if (row === undefined) throw new SeedRefused(`bigeye.${place}: there is no ${name}`);
  return row;
}

async function groupIds(instance: Instance, names: readonly string[], place: string): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, name] of names.entries()) {
    ids.push((await named(instance.groups, name, `${place}.groups[${index}]`)).id);
  }
  return ids;
}

function wantedId(id: number | undefined): { readonly id?: number } {
  return id === undefined ? {} : { id };
}

async function seedRoles(instance: Instance, roles: NonNullable<BigeyeSeed["roles"]>): Promise<void> {
  for (const [index, { id: wanted, ...role }] of roles.entries()) {
    const place = `roles[${index}]`;
    const body = roleBody.safeParse(role);
    if (!body.success) throw new SeedRefused(`bigeye.${place}: ${z.prettifyError(body.error)}`);
    await at(place, () => createRole(instance, { ...body.data, ...wantedId(wanted) }));
  }
}

async function defaultWorkspace(instance: Instance): Promise<string> {
  return (await instance.workspaces.list()).find(({ isDefault }) => isDefault)?.name ?? "";
}

async function seedGroups(instance: Instance, seeds: NonNullable<BigeyeSeed["groups"]>): Promise<void> {
  for (const [index, { id: wanted, name, idpGroups = [], grants = [] }] of seeds.entries()) {
    const place = `groups[${index}]`;
    const group = await at(place, () => createGroup(instance, { name, idpGroups, ...wantedId(wanted) }));
    for (const [position, { role, workspace }] of grants.entries()) {
      const where = `${place}.grants[${position}]`;
      const sides = {
        role: await named(instance.roles, role, where),
        workspace: await named(instance.workspaces, workspace ?? (await defaultWorkspace(instance)), where),
      };
      const result = await give(instance, { id: undefined, group, ...sides });
      if (result.kind === "failed") throw new SeedRefused(`bigeye.${where}: ${result.reason}`);
    }
  }
}

async function seedMembers(instance: Instance, members: NonNullable<BigeyeSeed["members"]>): Promise<void> {
  for (const [index, { groups: names = [], id: wanted, password, idpGroups = [], ...member }] of members.entries()) {
    const place = `members[${index}]`;
    const ids = { groupIds: await groupIds(instance, names, place), ...wantedId(wanted) };
    await at(place, () =>
      invite(instance, { ...member, ...ids, idpGroups, ...(password === undefined ? {} : { password }) }),
    );
  }
}

async function seedAccounts(instance: Instance, accounts: NonNullable<BigeyeSeed["serviceAccounts"]>): Promise<void> {
  const { adminKeyId } = await settingsOf(instance);
  const creatorId = (await instance.keys.get(adminKeyId))?.ownerId ?? "";
  for (const [index, { id: wanted, name, groups: names = [], keys = [], deletion }] of accounts.entries()) {
    const place = `serviceAccounts[${index}]`;
    const base = { name, isServiceAccount: true, groupIds: await groupIds(instance, names, place) };
    const made = { ...base, ...wantedId(wanted), ...(deletion === undefined ? {} : { deletion }) };
    const { id: ownerId } = await at(place, () => createUser(instance, made));
    for (const [position, { description = "", id: keyId, secret, name: keyName }] of keys.entries()) {
      const key = {
        name: keyName,
        description,
        ownerId,
        creatorId,
        ...wantedId(keyId),
        ...(secret === undefined ? {} : { secret }),
      };
      await at(`${place}.keys[${position}]`, () => createKey(instance, key));
    }
  }
}

export async function seedInstance(instance: Instance, seed: BigeyeSeed): Promise<void> {
  for (const [index, { id: wanted, name }] of (seed.workspaces ?? []).entries()) {
    await at(`workspaces[${index}]`, () => createWorkspace(instance, { name, ...wantedId(wanted) }));
  }
  await seedRoles(instance, seed.roles ?? []);
  await seedGroups(instance, seed.groups ?? []);
  await seedMembers(instance, seed.members ?? []);
  await seedAccounts(instance, seed.serviceAccounts ?? []);
  if (seed.inUse !== undefined) await instance.settings.patch("settings", { inUse: seed.inUse });
}
