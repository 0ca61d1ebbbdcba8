import type { MemberLevel } from "#vendors/arize/facts/data/levels.ts";
import { defaultLevels } from "#vendors/arize/facts/data/levels.ts";
import { SeedRefused } from "../vendor.ts";
import { Refusal } from "./errors.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { createServiceKey, putKey } from "./key-creation.ts";
import { putOrganizationMember, putSpaceMember } from "./members.ts";
import { createOrganization } from "./organizations.ts";
import { createProject } from "./projects.ts";
import { restrict } from "./restrictions.ts";
import { putBinding } from "./role-bindings.ts";
import { createRole } from "./roles.ts";
import type {
  ArizeSeed,
  SeedBinding,
  SeedOrganization,
  SeedServiceKey,
  SeedSpace,
  SeedSpaceRole,
  SeedUser,
} from "./seed.ts";
import { createSpace } from "./spaces.ts";
import { type MemberRow, type SpaceRow, type UserRow, pairIndex } from "./tables.ts";
import { putUser } from "./users.ts";

async function each<Item>(
  items: readonly Item[] | undefined,
  place: string,
  plant: (item: Item, place: string) => Promise<unknown>,
): Promise<void> {
  for (const [index, item] of (items ?? []).entries()) {
    const at = `${place}[${index}]`;
    try {
      await plant(item, at);
    } catch (error) {
      if (error instanceof Refusal) throw new SeedRefused(`arize.${at}: ${error.message}`, { cause: error });
      throw error;
    }
  }
}

function named<Row>(row: Row | undefined, what: string, place: string): Row {
  if (row === undefined) throw new SeedRefused(`arize.${place}: there is no ${what}`);
  return row;
}

async function userOf(instance: Instance, email: string, place: string): Promise<UserRow> {
  return named((await instance.users.find("email", email))[0], `user ${email}`, place);
}

async function roleIdOf(instance: Instance, name: string, place: string): Promise<string> {
  return named((await instance.roles.find("name", name))[0], `role ${name}`, place).id;
}

async function spaceOf(
  instance: Instance,
  { organization, space }: { readonly organization: string; readonly space: string },
  place: string,
): Promise<SpaceRow> {
  const [parent] = await instance.organizations.find("name", organization);
  const { id } = named(parent, `organization ${organization}`, place);
  const siblings = await instance.spaces.find("organization", id);
  return named(
    siblings.find(({ name }) => name === space),
    `space ${space} in it`,
    place,
  );
}

async function memberRoleOf(
  instance: Instance,
  role: SeedSpaceRole,
  place: string,
): Promise<Pick<MemberRow, "level" | "roleId">> {
  if (typeof role === "string") return { level: role, roleId: null };
  return { level: null, roleId: await roleIdOf(instance, role.role, place) };
}

async function plantUser(instance: Instance, { keys, ...user }: SeedUser, place: string): Promise<void> {
  const { level = "MEMBER", status = "ACTIVE" } = user;
  const { id: userId } = await putUser(instance, { ...user, level, status });
  await each(keys, `${place}.keys`, ({ id, name, expiresAt, secret }) =>
    putKey(instance, {
      ...{ id, secret, type: "USER", name, description: null, userId, createdBy: userId },
      expiresAt: expiresAt === undefined ? null : Date.parse(expiresAt),
    }),
  );
}

async function join(
  instance: Instance,
  { id: userId }: UserRow,
  { placeId, level }: { readonly placeId: string; readonly level: MemberLevel },
): Promise<void> {
  const present = await instance.organizationMembers.find("pair", pairIndex(userId, placeId));
  if (present.length === 0) await putOrganizationMember(instance, { userId, placeId, level, roleId: null });
}

async function plantSpace(
  instance: Instance,
  { members, projects, isPrivate, ...space }: SeedSpace,
  { organizationId, place }: { readonly organizationId: string; readonly place: string },
): Promise<void> {
  const { id } = await createSpace(instance, { ...space, organization_id: organizationId, is_private: isPrivate });
  await each(members, `${place}.members`, async ({ email, role }, at) => {
    const user = await userOf(instance, email, at);
    await join(instance, user, { placeId: organizationId, level: defaultLevels.organization });
    await putSpaceMember(instance, user, { userId: user.id, placeId: id, ...(await memberRoleOf(instance, role, at)) });
  });
  await each(projects, `${place}.projects`, async ({ isRestricted, ...project }) => {
    const made = await createProject(instance, { ...project, spaceId: id });
    if (isRestricted === true) await restrict(instance, made.id);
  });
}

async function plantOrganization(instance: Instance, seed: SeedOrganization, place: string): Promise<void> {
  const { members, spaces, ...organization } = seed;
  const { id: organizationId } = await createOrganization(instance, organization);
  await each(members, `${place}.members`, async ({ email, level }, at) =>
    join(instance, await userOf(instance, email, at), { placeId: organizationId, level }),
  );
  await each(spaces, `${place}.spaces`, (space, at) => plantSpace(instance, space, { organizationId, place: at }));
}

async function plantBinding(instance: Instance, { id, ...seed }: SeedBinding, place: string): Promise<void> {
  const space = await spaceOf(instance, seed, place);
  const { id: userId } = await userOf(instance, seed.email, place);
  const bound = { id, userId, roleId: await roleIdOf(instance, seed.role, place) };
  if (seed.project === undefined) {
    await putBinding(instance, { ...bound, resourceType: "SPACE", resourceId: space.id });
    return;
  }
  const projects = await instance.projects.find("space", space.id);
  const project = named(
    projects.find(({ name }) => name === seed.project),
    `project ${seed.project} in it`,
    place,
  );
  await putBinding(instance, { ...bound, resourceType: "PROJECT", resourceId: project.id });
}

async function creatorOf(instance: Instance, email: string | undefined, place: string): Promise<UserRow> {
  if (email !== undefined) return userOf(instance, email, place);
  const key = await instance.keys.get((await settingsOf(instance)).adminKeyId);
  return named(await instance.users.get(key?.userId ?? ""), "administrator", place);
}

async function organizationsOf(instance: Instance, spaces: SeedServiceKey["spaces"], place: string) {
  const byOrganization = new Map<string, { space_id: string; role: ReturnType<typeof sentRole> }[]>();
  for (const seed of spaces) {
    const { id, organizationId } = await spaceOf(instance, seed, place);
    const role = sentRole(await memberRoleOf(instance, seed.role ?? defaultLevels.space, place));
    byOrganization.set(organizationId, [...(byOrganization.get(organizationId) ?? []), { space_id: id, role }]);
  }
  const level = { type: "PREDEFINED", name: defaultLevels.organization } as const;
  return [...byOrganization].map(([org_id, bound]) => ({ org_id, role: level, spaces: bound }));
}

function sentRole({ level, roleId }: Pick<MemberRow, "level" | "roleId">) {
  if (roleId !== null) return { type: "CUSTOM", id: roleId } as const;
  return { type: "PREDEFINED", name: level ?? defaultLevels.space } as const;
}

async function plantServiceKey(instance: Instance, seed: SeedServiceKey, place: string): Promise<void> {
  const { accountLevel = defaultLevels.account, createdBy, spaces, expiresAt, status = "ACTIVE", ...fields } = seed;
  const user = await creatorOf(instance, createdBy, place);
  const { key } = await createServiceKey(
    instance,
    { user },
    {
      ...{ key_type: "SERVICE", ...fields, expires_at: expiresAt },
      account_role: { type: "PREDEFINED", name: accountLevel },
      organizations: await organizationsOf(instance, spaces, place),
    },
  );
  if (status === "REVOKED") await instance.keys.patch(key.id, { status });
}

/** Adds to the account; throws `SeedRefused` for what the API would refuse. */
export async function plant(instance: Instance, seed: ArizeSeed): Promise<void> {
  const { roles, users, organizations, roleBindings, serviceKeys, ...wanted } = seed;
  await each(roles, "roles", (role) => createRole(instance, role));
  await each(users, "users", (user, at) => plantUser(instance, user, at));
  await each(organizations, "organizations", (organization, at) => plantOrganization(instance, organization, at));
  await each(roleBindings, "roleBindings", (binding, at) => plantBinding(instance, binding, at));
  await each(serviceKeys, "serviceKeys", (key, at) => plantServiceKey(instance, key, at));
  // Last: a seed may hold keys from before a limit was set.
  await instance.settings.patch(
    "settings",
    Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
  );
}
