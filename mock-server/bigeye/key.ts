import { z } from "zod";
import { nothing } from "#vendors/bigeye/wire/common.ts";
import { createdKey, keyBody, keys as keysWire } from "#vendors/bigeye/wire/key.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { errorCodes, forbidden, invalid, notFound } from "./errors.ts";
import { isAdmin } from "./group-members.ts";
import { type Instance, type Row, createId } from "./instance.ts";
import { type Json, keyJson } from "./json.ts";
import { keyColumns } from "./key-columns.ts";
import { getUser } from "./lookups.ts";
import { checkName } from "./names.ts";

const row = z.object({ ...keyColumns, ownerId: z.string(), creatorId: z.string() }).readonly();

const tables = {
  keys: defineTable({
    name: "bigeye/keys",
    row,
    secrets: ["secret"],
    indexes: { secret: ({ secret }) => secret, owner: ({ ownerId }) => ownerId },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

export interface NewKey {
  readonly id?: number;
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly creatorId: string;
  readonly secret?: string;
}

export async function createKey(instance: Instance, wanted: NewKey): Promise<Row<"keys">> {
  checkName("key", wanted.name);
  const { id, secret = instance.newSecret(), ...rest } = wanted;
  const row: Row<"keys"> = {
    ...rest,
    id: await createId(instance, instance.keys, id),
    secret,
    createdAt: instance.seconds(),
    lastUsedAt: 0,
    lastUsedIp: "",
  };
  await instance.keys.put(row);
  return row;
}

async function getServiceAccount(instance: Instance, id: string): Promise<Row<"users">> {
  const row = await getUser(instance, id);
  if (!row.isServiceAccount) throw invalid(`user ${id} is not a service account: people make their own keys`);
  return row;
}

async function checkAdmin(instance: Instance, caller: Row<"users">): Promise<void> {
  if (!(await isAdmin(instance, caller))) throw forbidden("keys of others take a company admin");
}

/** The keys of one account; without an id the caller's own (undocumented, NOTES.md). */
async function findOwner(instance: Instance, caller: Row<"users">, id: string | undefined): Promise<Row<"users">> {
  if (id === undefined || id === caller.id) return caller;
  await checkAdmin(instance, caller);
  return getServiceAccount(instance, id);
}

async function listJson(instance: Instance, rows: readonly Row<"keys">[]): Promise<Json> {
  const keys: Json[] = [];
  for (const row of rows) keys.push(await keyJson(instance, row));
  return { keys };
}

async function isServiceAccountKey(instance: Instance, { ownerId }: Row<"keys">): Promise<boolean> {
  return (await instance.users.get(ownerId))?.isServiceAccount === true;
}

function readAccountId(value: unknown): string | undefined {
  if (value === undefined || value === "" || value === "0") return undefined;
  if (typeof value === "string" && /^\d{1,10}$/.test(value)) return value;
  throw invalid("serviceAccountId is not a 32-bit integer");
}

async function revokeKey(instance: Instance, id: string, caller: Row<"users">): Promise<void> {
  const row = await instance.keys.get(id);
  const isOwn = row?.ownerId === caller.id;
  if (!isOwn) await checkAdmin(instance, caller);
  if (row === undefined) throw notFound("API key", id);
  if (!isOwn && !(await isServiceAccountKey(instance, row))) throw forbidden("a person's key is that person's alone");
  await instance.keys.remove(id);
}

const plural = "/api/v1/personal-api-keys";
const singular = "/api/v1/personal-api-key";

const routes = [
  endpoint({
    method: "POST",
    path: plural,
    operationId: "ServiceAccountApiKeyService_CreateServiceAccountApiKey",
    gate: "user",
    body: keyBody,
    replies: { 200: createdKey },
    errors: errorCodes(403, 404),
    async handle(instance, { body: { name, description, serviceAccountId }, caller }) {
      const owner = await findOwner(instance, caller, serviceAccountId);
      const row = await createKey(instance, { name, description, ownerId: owner.id, creatorId: caller.id });
      return found({ apiKey: row.secret, info: await keyJson(instance, row) });
    },
  }),
  endpoint({
    method: "GET",
    path: plural,
    operationId: "ApiKeyService_GetAllPersonalApiKeys",
    gate: "user",
    replies: { 200: keysWire },
    errors: {},
    handle: async (instance, { caller }) =>
      found(await listJson(instance, await instance.keys.find("owner", caller.id))),
  }),
  endpoint({
    method: "GET",
    path: singular,
    operationId: "ServiceAccountApiKeyService_ListKeysForServiceAccount",
    gate: "user",
    replies: { 200: keysWire },
    errors: errorCodes(400, 403, 404),
    async handle(instance, { query, caller }) {
      const owner = await findOwner(instance, caller, readAccountId(query["serviceAccountId"]));
      return found(await listJson(instance, await instance.keys.find("owner", owner.id)));
    },
  }),
  endpoint({
    method: "GET",
    path: `${singular}/service-accounts`,
    operationId: "ServiceAccountApiKeyService_ListAllServiceAccountKeys",
    gate: "admin",
    replies: { 200: keysWire },
    errors: {},
    async handle(instance) {
      const rows: Row<"keys">[] = [];
      for (const row of await instance.keys.list()) if (await isServiceAccountKey(instance, row)) rows.push(row);
      return found(await listJson(instance, rows));
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${plural}/{serviceAccountApiKeyId}`,
    operationId: "ServiceAccountApiKeyService_DeleteServiceAccountApiKey",
    gate: "user",
    replies: { 200: nothing },
    errors: errorCodes(403, 404),
    async handle(instance, { params: { serviceAccountApiKeyId = "" }, caller }) {
      await revokeKey(instance, serviceAccountApiKeyId, caller);
      return found({});
    },
  }),
  endpoint({
    method: "GET",
    path: `${plural}/verify`,
    operationId: "ApiKeyService_VerifyPersonalApiKey",
    gate: "user",
    replies: { 204: null },
    errors: {},
    handle: async () => done,
  }),
];

export const noun = defineMockNoun({ tables, routes });
