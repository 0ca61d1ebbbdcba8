import { type MemberLevel, spaceLevelPermissions } from "#vendors/arize/facts/data/levels.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import type { SentMemberRole } from "#vendors/arize/wire/common.ts";
import type { ServiceKeyCreation, UserKeyCreation } from "#vendors/arize/wire/key.ts";
import { readSettings } from "../shared/instance.ts";
import { forbidden, unprocessable } from "./errors.ts";
import type { Actor } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import { getOrganization, getRole, getSpace } from "./lookups.ts";
import { type Rights, findOrganizationLevel, holdsAll, reaches } from "./permissions.ts";

const day = 86_400_000;

/** Said only by seeds. */
export interface Chosen {
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
  readonly botId?: string | undefined;
}

export interface NewKey extends Omit<Chosen, "botId"> {
  readonly type: Row<"keys">["type"];
  readonly name: string;
  readonly description: string | null;
  readonly expiresAt: number | null;
  readonly userId: string;
  readonly createdBy: string;
}

interface ResolvedSpace {
  readonly spaceId: string;
  readonly level: MemberLevel | null;
  readonly roleId: string | null;
}

interface ResolvedOrganization {
  readonly organizationId: string;
  readonly level: MemberLevel;
  readonly spaces: readonly ResolvedSpace[];
}

export async function checkDeveloper(instance: Instance, { user }: Actor): Promise<void> {
  if (user.isDeveloper || !(await readSettings(instance)).developersOnly) return;
  throw forbidden("keys are made by people with developer access");
}

/** In milliseconds, or null for never. 422 for the past, and beyond the account's limit. */
export async function readExpiry(instance: Instance, text: string | undefined): Promise<number | null> {
  const { maxKeyLifetimeDays } = await readSettings(instance);
  const expiresAt = text === undefined ? null : Date.parse(text);
  if (expiresAt !== null && expiresAt <= instance.now()) throw unprocessable("expires_at must be in the future");
  const latest = maxKeyLifetimeDays === null ? null : instance.now() + maxKeyLifetimeDays * day;
  if (latest !== null && (expiresAt === null || expiresAt > latest)) {
    throw unprocessable(`expires_at may be at most ${maxKeyLifetimeDays} days away in this account`);
  }
  return expiresAt;
}

export async function putKey(instance: Instance, wanted: NewKey): Promise<Row<"keys">> {
  const { id, secret, ...fields } = wanted;
  const row: Row<"keys"> = {
    id: id ?? (await instance.newId(idTypes.key)),
    ...fields,
    secret: secret ?? instance.newSecret(),
    status: "ACTIVE",
    createdAt: instance.timestamp(),
    lastUsedAt: null,
  };
  await instance.keys.put(row);
  return row;
}

export async function createUserKey(
  instance: Instance,
  caller: Actor,
  { name, description, expires_at, id, secret }: UserKeyCreation & Chosen,
): Promise<Row<"keys">> {
  await checkDeveloper(instance, caller);
  const expiresAt = await readExpiry(instance, expires_at);
  const by = caller.user.id;
  return putKey(instance, {
    id,
    secret,
    type: "USER",
    name,
    description: description ?? null,
    expiresAt,
    userId: by,
    createdBy: by,
  });
}

/** ANNOTATOR and custom roles are refused on a key, save a custom role on a space. */
function readFixedLevel<Level extends string>(
  role: { readonly type: "PREDEFINED"; readonly name: Level } | { readonly type: "CUSTOM" },
  place: string,
): Level {
  if (role.type === "CUSTOM") throw unprocessable(`a service key takes a custom role on spaces only, not on ${place}`);
  if (role.name === "ANNOTATOR") throw unprocessable(`a service key cannot be ANNOTATOR on ${place}`);
  return role.name;
}

function refuseLevel(what: string): Error {
  return unprocessable(`${what} is above your own level there`);
}

async function resolveSpace(
  instance: Instance,
  { space_id: spaceId, role }: { readonly space_id: string; readonly role: SentMemberRole },
  own: Rights,
): Promise<ResolvedSpace> {
  if (role.type === "CUSTOM") {
    const { name, permissions } = await getRole(instance, role.id);
    if (!holdsAll(own, permissions)) throw refuseLevel(`role ${name} on space ${spaceId}`);
    return { spaceId, level: null, roleId: role.id };
  }
  const level = readFixedLevel(role, `space ${spaceId}`);
  if (!holdsAll(own, spaceLevelPermissions[level])) throw refuseLevel(`${level} on space ${spaceId}`);
  return { spaceId, level, roleId: null };
}

function checkOnce(ids: readonly string[], what: string): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw unprocessable(`${what} ${twice} is listed twice`);
}

/** Checks in the vendor's order: 404, then 403, then 422. */
async function checkPlaces(
  instance: Instance,
  caller: Actor,
  { organizations }: ServiceKeyCreation,
): Promise<ReadonlyMap<string, Rights>> {
  const rightsOf = new Map<string, Rights>();
  const strays: string[] = [];
  for (const { org_id, spaces } of organizations) {
    await getOrganization(instance, caller, org_id);
    for (const { space_id } of spaces) {
      const { row, rights } = await getSpace(instance, caller, space_id);
      if (row.organizationId !== org_id) strays.push(`space ${space_id} is not in organization ${org_id}`);
      rightsOf.set(space_id, rights);
    }
  }
  for (const [spaceId, rights] of rightsOf) {
    if (!rights.has("SERVICE_KEY_CREATE")) throw forbidden(`SERVICE_KEY_CREATE is missing on space ${spaceId}`);
  }
  const [stray] = strays;
  if (stray !== undefined) throw unprocessable(stray);
  return rightsOf;
}

async function resolveOrganizations(
  instance: Instance,
  caller: Actor,
  creation: ServiceKeyCreation,
): Promise<readonly ResolvedOrganization[]> {
  const rightsOf = await checkPlaces(instance, caller, creation);
  const { organizations } = creation;
  checkOnce(
    organizations.map(({ org_id }) => org_id),
    "organization",
  );
  checkOnce(
    organizations.flatMap(({ spaces }) => spaces.map(({ space_id }) => space_id)),
    "space",
  );
  const resolved: ResolvedOrganization[] = [];
  for (const { org_id: organizationId, role, spaces } of organizations) {
    const level = readFixedLevel(role, `organization ${organizationId}`);
    const own = await findOrganizationLevel(instance, caller.user, organizationId);
    if (!reaches(own, level)) throw refuseLevel(`${level} on organization ${organizationId}`);
    const resolvedSpaces: ResolvedSpace[] = [];
    for (const space of spaces) {
      resolvedSpaces.push(await resolveSpace(instance, space, rightsOf.get(space.space_id) ?? new Set()));
    }
    resolved.push({ organizationId, level, spaces: resolvedSpaces });
  }
  return resolved;
}

async function putBot(
  instance: Instance,
  {
    name,
    level,
    id,
  }: { readonly name: string; readonly level: Row<"users">["level"]; readonly id: string | undefined },
  organizations: readonly ResolvedOrganization[],
): Promise<Row<"users">> {
  const botId = id ?? (await instance.newId(idTypes.user));
  const bot: Row<"users"> = {
    id: botId,
    kind: "bot",
    name,
    email: "",
    status: "ACTIVE",
    level,
    isDeveloper: true,
    temporaryPassword: null,
    createdAt: instance.timestamp(),
  };
  await instance.users.put(bot);
  for (const { organizationId, level: own, spaces } of organizations) {
    const member = { userId: bot.id, placeId: organizationId, level: own, roleId: null };
    await instance.organizationMembers.put({ id: await instance.newId(idTypes.organizationMember), ...member });
    for (const { spaceId, ...role } of spaces) {
      const inSpace = { id: await instance.newId(idTypes.spaceMember), userId: bot.id, placeId: spaceId, ...role };
      await instance.spaceMembers.put(inSpace);
    }
  }
  return bot;
}

/** The key and the bot that comes with it. */
export async function createServiceKey(
  instance: Instance,
  caller: Actor,
  creation: ServiceKeyCreation & Chosen,
): Promise<{ readonly key: Row<"keys">; readonly bot: Row<"users"> }> {
  await checkDeveloper(instance, caller);
  const organizations = await resolveOrganizations(instance, caller, creation);
  const level = readFixedLevel(creation.account_role, "the account");
  if (!reaches(caller.user.level, level)) throw refuseLevel(`${level} on the account`);
  const expiresAt = await readExpiry(instance, creation.expires_at);
  const { name, description = null, id, secret, botId } = creation;
  const bot = await putBot(instance, { name, level, id: botId }, organizations);
  const key = await putKey(instance, {
    id,
    secret,
    type: "SERVICE",
    name,
    description,
    expiresAt,
    userId: bot.id,
    createdBy: caller.user.id,
  });
  return { key, bot };
}
