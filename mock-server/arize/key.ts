import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as keyWire from "#vendors/arize/wire/key.ts";
import {
  type Admitted,
  type Endpoint,
  created,
  done,
  endpoint,
  found,
  fromBody,
  fromOptionalBody,
} from "./endpoint.ts";
import { fromQuery, nothing } from "./endpoint.ts";
import { forbidden, invalid, notFound, unprocessable } from "./errors.ts";
import { parseId } from "./ids.ts";
import type { Caller } from "./identity.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { assignmentJson, keyJson, predefined } from "./json.ts";
import { checkDeveloper, checkedExpiry, createServiceKey, createUserKey, putKey } from "./key-creation.ts";
import { page, pageQuery } from "./page.ts";
import { spaceAt, userAt } from "./places.ts";
import { isAccountAdmin, isSpaceAdmin, spaceRights } from "./rights.ts";
import type { KeyRow, SpaceRow, UserRow } from "./tables.ts";

const listQuery = z.object({
  ...pageQuery,
  key_type: z.enum(keyWire.keyTypes).optional(),
  status: z.enum(keyWire.keyStatuses).default("ACTIVE"),
  space_id: z.string().optional(),
  user_id: z.string().optional(),
});
type ListQuery = z.output<typeof listQuery>;

/** The spaces that a service key's bot is in. */
async function boundSpaces(instance: Instance, { userId }: KeyRow): Promise<readonly SpaceRow[]> {
  const spaces: SpaceRow[] = [];
  for (const { placeId } of await instance.spaceMembers.find("user", userId)) {
    const space = await instance.spaces.get(placeId);
    if (space !== undefined) spaces.push(space);
  }
  return spaces;
}

async function keysOfSpace(instance: Instance, caller: Caller, spaceId: string): Promise<readonly KeyRow[]> {
  const { row, rights } = await spaceAt(instance, caller, spaceId);
  if (!rights.has("SERVICE_KEY_READ")) throw forbidden(`SERVICE_KEY_READ is missing on space ${spaceId}`);
  const keys: KeyRow[] = [];
  for (const { userId } of await instance.spaceMembers.find("place", row.id)) {
    keys.push(...(await instance.keys.find("user", userId)));
  }
  return keys.filter(({ type }) => type === "SERVICE");
}

async function readableServiceKeys(instance: Instance, { user }: Caller): Promise<readonly KeyRow[]> {
  const keys: KeyRow[] = [];
  for (const key of await instance.keys.list()) {
    if (key.type === "SERVICE" && (await isReadable(instance, user, key))) keys.push(key);
  }
  return keys;
}

async function userKeys(instance: Instance, { user }: Caller, userId: string | undefined): Promise<readonly KeyRow[]> {
  if (userId !== undefined && userId !== user.id && !isAccountAdmin(user)) {
    throw forbidden("another person's keys are shown to administrators of the account");
  }
  const owner = userId === undefined ? user.id : (await userAt(instance, userId)).id;
  return (await instance.keys.find("user", owner)).filter(({ type }) => type === "USER");
}

async function listed(instance: Instance, caller: Caller, query: ListQuery): Promise<readonly KeyRow[]> {
  const { key_type, space_id, user_id } = query;
  if (space_id !== undefined) {
    if (key_type === "USER") throw invalid("key_type: a space has keys of type SERVICE only");
    const keys = await keysOfSpace(instance, caller, space_id);
    return user_id === undefined ? keys : keys.filter(({ createdBy }) => createdBy === user_id);
  }
  if (key_type !== "SERVICE") return userKeys(instance, caller, user_id);
  const { serviceKeysWithoutSpace } = await settingsOf(instance);
  if (serviceKeysWithoutSpace === "listed") return readableServiceKeys(instance, caller);
  throw invalid("space_id: keys of type SERVICE are listed a space at a time");
}

async function isReadable(instance: Instance, user: UserRow, key: KeyRow): Promise<boolean> {
  if (isAccountAdmin(user) || key.createdBy === user.id) return true;
  if (key.type === "USER") return false;
  for (const space of await boundSpaces(instance, key)) {
    if ((await spaceRights(instance, user, space)).has("SERVICE_KEY_READ")) return true;
  }
  return false;
}

async function keyAt(instance: Instance, { user }: Caller, id: string): Promise<KeyRow> {
  const key = await instance.keys.get(id);
  if (key === undefined || !(await isReadable(instance, user, key))) throw notFound(`key ${id}`);
  return key;
}

interface Wanted {
  readonly key: KeyRow;
  readonly permission: "SERVICE_KEY_CREATE" | "SERVICE_KEY_REVOKE";
  /** Whether the administrator of one bound space is enough. */
  readonly isOneSpaceEnough: boolean;
}

async function mayTouch(instance: Instance, { user }: Caller, wanted: Wanted): Promise<boolean> {
  const { key, permission, isOneSpaceEnough } = wanted;
  if (isAccountAdmin(user)) return true;
  if (key.type === "USER") return key.createdBy === user.id;
  const spaces = await boundSpaces(instance, key);
  const isAdmin: boolean[] = [];
  const isHolder: boolean[] = [];
  for (const space of spaces) {
    isAdmin.push(await isSpaceAdmin(instance, user, space));
    isHolder.push((await spaceRights(instance, user, space)).has(permission));
  }
  if (spaces.length > 0 && (isOneSpaceEnough ? isAdmin.some(Boolean) : isAdmin.every(Boolean))) return true;
  return key.createdBy === user.id && isHolder.every(Boolean);
}

async function successorExpiry(instance: Instance, old: KeyRow, body: keyWire.KeyRefresh = {}): Promise<number | null> {
  if (old.expiresAt === null) return checkedExpiry(instance, body.expires_at);
  // The vendor's pages say both: an empty body inherits, and expires_at may not be left out (arize.md §3.4).
  const isEmpty = Object.keys(body).length === 0;
  const inherited = isEmpty ? new Date(old.expiresAt).toISOString() : undefined;
  const text = body.expires_at ?? inherited;
  if (text === undefined) throw unprocessable("expires_at: the old key has an expiry, so the new one needs one");
  if (Date.parse(text) > old.expiresAt) throw unprocessable("expires_at may not be later than the old key's");
  return checkedExpiry(instance, text);
}

/** A new key with a new id for the same identity; the old one ends now, or when the grace does. */
async function refresh(
  instance: Instance,
  caller: Caller,
  { params, input }: Admitted<keyWire.KeyRefresh | undefined>,
) {
  const old = await keyAt(instance, caller, params["api_key_id"] ?? "");
  await checkDeveloper(instance, caller);
  const wanted: Wanted = { key: old, permission: "SERVICE_KEY_CREATE", isOneSpaceEnough: true };
  if (!(await mayTouch(instance, caller, wanted))) throw forbidden("this key is not yours to refresh");
  if (old.status !== "ACTIVE") throw unprocessable("a revoked key cannot be refreshed");
  const expiresAt = await successorExpiry(instance, old, input);
  const { type, name, description, userId, createdBy } = old;
  const key = await putKey(instance, { type, name, description, expiresAt, userId, createdBy });
  const end = instance.now() + (input?.grace_period_seconds ?? 0) * 1_000;
  const isOver = end <= instance.now();
  await instance.keys.patch(
    old.id,
    isOver ? { status: "REVOKED" } : { expiresAt: Math.min(end, old.expiresAt ?? Number.POSITIVE_INFINITY) },
  );
  return found({ ...keyJson(key), key: key.secret });
}

async function botJson(
  instance: Instance,
  { id, name, level }: UserRow,
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
  return { id, name, account_role: predefined(level), organizations: shown };
}

const path = "/v2/api-keys";
const onKey = { api_key_id: idTypes.key };

export const apiKeyEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "list_api_keys", permissions: ["SERVICE_KEY_READ"] },
    reads: fromQuery(listQuery),
    replies: { 200: commonWire.pageOf("api_keys", keyWire.apiKey) },
    refuses: [403, 404],
    async handle(instance, { caller, input }) {
      if (input.user_id !== undefined) parseId(idTypes.user, input.user_id, "user_id");
      const keys = (await listed(instance, caller, input)).filter(({ status }) => status === input.status);
      const { rows, pagination } = page(keys, input);
      return found({ api_keys: rows.map(keyJson), pagination });
    },
  }),
  endpoint({
    ...{ method: "POST", path, operationId: "create_api_key", permissions: ["SERVICE_KEY_CREATE"] },
    reads: fromBody(keyWire.keyCreation),
    replies: { 201: z.union([keyWire.createdServiceKey, keyWire.createdUserKey]) },
    refuses: [403, 404, 422],
    async handle(instance, { caller, input }) {
      if (input.key_type === "USER") {
        const key = await createUserKey(instance, caller, input);
        return created({ ...keyJson(key), key: key.secret });
      }
      const { key, bot } = await createServiceKey(instance, caller, input);
      return created({ ...keyJson(key), key: key.secret, bot_user: await botJson(instance, bot, input) });
    },
  }),
  endpoint({
    ...{ method: "POST", path: `${path}/{api_key_id}/refresh`, operationId: "refresh_api_key", ids: onKey },
    permissions: ["SERVICE_KEY_CREATE"],
    reads: fromOptionalBody(keyWire.keyRefresh),
    replies: { 200: keyWire.refreshedKey },
    refuses: [403, 404, 422],
    handle: (instance, request) => refresh(instance, request.caller, request),
  }),
  endpoint({
    ...{ method: "PUT", path: `${path}/{api_key_id}/revoke`, operationId: "revoke_api_key", ids: onKey },
    permissions: ["SERVICE_KEY_REVOKE"],
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { api_key_id = "" } }) {
      const key = await keyAt(instance, caller, api_key_id);
      const wanted: Wanted = { key, permission: "SERVICE_KEY_REVOKE", isOneSpaceEnough: false };
      if (!(await mayTouch(instance, caller, wanted))) throw forbidden("this key is not yours to revoke");
      await instance.keys.patch(key.id, { status: "REVOKED" });
      return done;
    },
  }),
];
