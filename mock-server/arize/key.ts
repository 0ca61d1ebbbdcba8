import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as keyWire from "#vendors/arize/wire/key.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, found } from "../shared/outcome.ts";
import { seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { type Admitted, endpoint } from "./endpoint.ts";
import { errorCodes, forbidden, invalid, notFound, unprocessable } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { parseId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { assignmentJson, keyJson, toPredefined } from "./json.ts";
import { checkDeveloper, createServiceKey, createUserKey, putKey, readExpiry } from "./key-creation.ts";
import { getSpace, getUser } from "./lookups.ts";
import { pageQuery, takePage } from "./paging.ts";
import { findSpaceRights, isAccountAdmin, isSpaceAdmin } from "./permissions.ts";
import { plantServiceKey, seedServiceKey } from "./service-key-seed.ts";

const row = z
  .object({
    id: z.string(),
    type: z.enum(keyWire.keyTypes),
    name: z.string(),
    description: z.string().nullable(),
    secret: z.string(),
    status: z.enum(keyWire.keyStatuses),
    /** Milliseconds since 1970; null: never. */
    expiresAt: z.number().nullable(),
    /** Who it acts as: its maker, or the bot that came with it. */
    userId: z.string(),
    createdBy: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
  })
  .readonly();

const tables = {
  keys: defineTable({
    name: "arize/api-keys",
    row,
    secrets: ["secret"],
    indexes: { secret: ({ secret }) => secret, user: ({ userId }) => userId },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const listQuery = z.object({
  ...pageQuery,
  key_type: z.enum(keyWire.keyTypes).optional(),
  status: z.enum(keyWire.keyStatuses).default("ACTIVE"),
  space_id: z.string().optional(),
  user_id: z.string().optional(),
});
type ListQuery = z.output<typeof listQuery>;

/** The spaces that a service key's bot is in. */
async function listBoundSpaces(instance: Instance, { userId }: Row<"keys">): Promise<readonly Row<"spaces">[]> {
  const spaces: Row<"spaces">[] = [];
  for (const { placeId } of await instance.spaceMembers.find("user", userId)) {
    const space = await instance.spaces.get(placeId);
    if (space !== undefined) spaces.push(space);
  }
  return spaces;
}

async function listSpaceKeys(instance: Instance, caller: Caller, spaceId: string): Promise<readonly Row<"keys">[]> {
  const { row, rights } = await getSpace(instance, caller, spaceId);
  if (!rights.has("SERVICE_KEY_READ")) throw forbidden(`SERVICE_KEY_READ is missing on space ${spaceId}`);
  const keys: Row<"keys">[] = [];
  for (const { userId } of await instance.spaceMembers.find("place", row.id)) {
    keys.push(...(await instance.keys.find("user", userId)));
  }
  return keys.filter(({ type }) => type === "SERVICE");
}

async function listReadableServiceKeys(instance: Instance, { user }: Caller): Promise<readonly Row<"keys">[]> {
  const keys: Row<"keys">[] = [];
  for (const key of await instance.keys.list()) {
    if (key.type === "SERVICE" && (await isReadable(instance, user, key))) keys.push(key);
  }
  return keys;
}

async function listUserKeys(
  instance: Instance,
  { user }: Caller,
  userId: string | undefined,
): Promise<readonly Row<"keys">[]> {
  if (userId !== undefined && userId !== user.id && !isAccountAdmin(user)) {
    throw forbidden("another person's keys are shown to administrators of the account");
  }
  const owner = userId === undefined ? user.id : (await getUser(instance, userId)).id;
  return (await instance.keys.find("user", owner)).filter(({ type }) => type === "USER");
}

async function listKeys(instance: Instance, caller: Caller, query: ListQuery): Promise<readonly Row<"keys">[]> {
  const { key_type, space_id, user_id } = query;
  if (space_id !== undefined) {
    if (key_type === "USER") throw invalid("key_type: a space has keys of type SERVICE only");
    const keys = await listSpaceKeys(instance, caller, space_id);
    return user_id === undefined ? keys : keys.filter(({ createdBy }) => createdBy === user_id);
  }
  if (key_type !== "SERVICE") return listUserKeys(instance, caller, user_id);
  const { serviceKeysWithoutSpace } = await readSettings(instance);
  if (serviceKeysWithoutSpace === "listed") return listReadableServiceKeys(instance, caller);
  throw invalid("space_id: keys of type SERVICE are listed a space at a time");
}

async function isReadable(instance: Instance, user: Row<"users">, key: Row<"keys">): Promise<boolean> {
  if (isAccountAdmin(user) || key.createdBy === user.id) return true;
  if (key.type === "USER") return false;
  for (const space of await listBoundSpaces(instance, key)) {
    if ((await findSpaceRights(instance, user, space)).has("SERVICE_KEY_READ")) return true;
  }
  return false;
}

async function getKey(instance: Instance, { user }: Caller, id: string): Promise<Row<"keys">> {
  const key = await instance.keys.get(id);
  if (key === undefined || !(await isReadable(instance, user, key))) throw notFound(`key ${id}`);
  return key;
}

interface Wanted {
  readonly key: Row<"keys">;
  readonly permission: "SERVICE_KEY_CREATE" | "SERVICE_KEY_REVOKE";
  /** Whether the administrator of one bound space is enough. */
  readonly isOneSpaceEnough: boolean;
}

async function mayChange(instance: Instance, { user }: Caller, wanted: Wanted): Promise<boolean> {
  const { key, permission, isOneSpaceEnough } = wanted;
  if (isAccountAdmin(user)) return true;
  if (key.type === "USER") return key.createdBy === user.id;
  const spaces = await listBoundSpaces(instance, key);
  const isAdmin: boolean[] = [];
  const isHolder: boolean[] = [];
  for (const space of spaces) {
    isAdmin.push(await isSpaceAdmin(instance, user, space));
    isHolder.push((await findSpaceRights(instance, user, space)).has(permission));
  }
  if (spaces.length > 0 && (isOneSpaceEnough ? isAdmin.some(Boolean) : isAdmin.every(Boolean))) return true;
  return key.createdBy === user.id && isHolder.every(Boolean);
}

async function readSuccessorExpiry(
  instance: Instance,
  old: Row<"keys">,
  body: keyWire.KeyRefresh = {},
): Promise<number | null> {
  if (old.expiresAt === null) return readExpiry(instance, body.expires_at);
  // The vendor's pages say both: an empty body inherits, and expires_at may not be left out.
  const isEmpty = Object.keys(body).length === 0;
  const inherited = isEmpty ? new Date(old.expiresAt).toISOString() : undefined;
  const text = body.expires_at ?? inherited;
  if (text === undefined) throw unprocessable("expires_at: the old key has an expiry, so the new one needs one");
  if (Date.parse(text) > old.expiresAt) throw unprocessable("expires_at may not be later than the old key's");
  return readExpiry(instance, text);
}

/** A new key with a new id for the same identity; the old one ends now, or when the grace does. */
async function refreshKey(
  instance: Instance,
  caller: Caller,
  { params, body }: Admitted<undefined, keyWire.KeyRefresh | undefined>,
) {
  const old = await getKey(instance, caller, params["api_key_id"] ?? "");
  await checkDeveloper(instance, caller);
  const wanted: Wanted = { key: old, permission: "SERVICE_KEY_CREATE", isOneSpaceEnough: true };
  if (!(await mayChange(instance, caller, wanted))) throw forbidden("this key is not yours to refresh");
  if (old.status !== "ACTIVE") throw unprocessable("a revoked key cannot be refreshed");
  const expiresAt = await readSuccessorExpiry(instance, old, body);
  const { type, name, description, userId, createdBy } = old;
  const key = await putKey(instance, { type, name, description, expiresAt, userId, createdBy });
  const end = instance.now() + (body?.grace_period_seconds ?? 0) * 1_000;
  const isOver = end <= instance.now();
  await instance.keys.patch(
    old.id,
    isOver ? { status: "REVOKED" } : { expiresAt: Math.min(end, old.expiresAt ?? Number.POSITIVE_INFINITY) },
  );
  return found({ ...keyJson(key), key: key.secret });
}

async function botJson(
  instance: Instance,
  { id, name, level }: Row<"users">,
  { organizations }: keyWire.ServiceKeyCreation,
) {
  const shown = [];
  for (const { org_id, role, spaces } of organizations) {
    const shownSpaces = [];
    for (const { space_id } of spaces) {
      const members = await instance.spaceMembers.find("user", id);
      const member = members.find(({ placeId }) => placeId === space_id);
      if (member !== undefined) shownSpaces.push({ space_id, role: await assignmentJson(instance, member) });
    }
    shown.push({ org_id, role, spaces: shownSpaces });
  }
  return { id, name, account_role: toPredefined(level), organizations: shown };
}

const path = "/v2/api-keys";
const onKey = { api_key_id: idTypes.key };

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "list_api_keys",
    permissions: ["SERVICE_KEY_READ"],
    query: listQuery,
    replies: { 200: commonWire.pageOf("api_keys", keyWire.apiKey) },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, query }) {
      if (query.user_id !== undefined) parseId(idTypes.user, query.user_id, "user_id");
      const keys = (await listKeys(instance, caller, query)).filter(({ status }) => status === query.status);
      const { rows, pagination } = takePage(keys, query);
      return found({ api_keys: rows.map(keyJson), pagination });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "create_api_key",
    permissions: ["SERVICE_KEY_CREATE"],
    body: keyWire.keyCreation,
    replies: { 201: z.union([keyWire.createdServiceKey, keyWire.createdUserKey]) },
    errors: errorCodes(403, 404, 422),
    async handle(instance, { caller, body }) {
      if (body.key_type === "USER") {
        const key = await createUserKey(instance, caller, body);
        return created({ ...keyJson(key), key: key.secret });
      }
      const { key, bot } = await createServiceKey(instance, caller, body);
      return created({ ...keyJson(key), key: key.secret, bot_user: await botJson(instance, bot, body) });
    },
  }),
  endpoint({
    method: "POST",
    path: `${path}/{api_key_id}/refresh`,
    operationId: "refresh_api_key",
    ids: onKey,
    permissions: ["SERVICE_KEY_CREATE"],
    body: keyWire.keyRefresh.optional(),
    replies: { 200: keyWire.refreshedKey },
    errors: errorCodes(403, 404, 422),
    handle: (instance, request) => refreshKey(instance, request.caller, request),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{api_key_id}/revoke`,
    operationId: "revoke_api_key",
    ids: onKey,
    permissions: ["SERVICE_KEY_REVOKE"],
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { api_key_id = "" } }) {
      const key = await getKey(instance, caller, api_key_id);
      const wanted: Wanted = { key, permission: "SERVICE_KEY_REVOKE", isOneSpaceEnough: false };
      if (!(await mayChange(instance, caller, wanted))) throw forbidden("this key is not yours to revoke");
      await instance.keys.patch(key.id, { status: "REVOKED" });
      return done;
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({ member: "serviceKeys", item: seedServiceKey, after: ["organizations"], plant: plantServiceKey }),
});
