import { createdKey, keyBody, keys as keysWire } from "#vendors/bigeye/wire/key.ts";
import { nothing } from "#vendors/bigeye/wire/common.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { forbidden, invalid, notFound, refusing } from "./errors.ts";
import { type Instance, newId } from "./instance.ts";
import { isAdmin } from "./membership.ts";
import type { KeyRow, UserRow } from "./tables.ts";
import { checkName, userAt } from "./users.ts";
import { type View, keyView } from "./views.ts";

export interface NewKey {
  readonly id?: number;
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly creatorId: string;
  readonly secret?: string;
}

export async function createKey(instance: Instance, wanted: NewKey): Promise<KeyRow> {
  checkName("key", wanted.name);
  const { id, secret = instance.newSecret(), ...rest } = wanted;
  const row: KeyRow = {
    ...rest,
    ...{ id: await newId(instance, instance.keys, id), secret },
    ...{ createdAt: instance.now(), lastUsedAt: 0, lastUsedIp: "" },
  };
  await instance.keys.put(row);
  return row;
}

async function serviceAccountAt(instance: Instance, id: string): Promise<UserRow> {
  const row = await userAt(instance, id);
  if (!row.isServiceAccount) throw invalid(`user ${id} is no service account: people make their own keys`);
  return row;
}

async function checkAdmin(instance: Instance, caller: UserRow): Promise<void> {
  if (!(await isAdmin(instance, caller))) throw forbidden("keys of others take a company admin");
}

/** The keys of one account; without an id the caller's own (undocumented, NOTES.md). */
async function ownerMeant(instance: Instance, caller: UserRow, id: string | undefined): Promise<UserRow> {
  if (id === undefined || id === caller.id) return caller;
  await checkAdmin(instance, caller);
  return serviceAccountAt(instance, id);
}

async function listed(instance: Instance, rows: readonly KeyRow[]): Promise<View> {
  const keys: View[] = [];
  for (const row of rows) keys.push(await keyView(instance, row));
  return { keys };
}

async function isServiceAccountKey(instance: Instance, { ownerId }: KeyRow): Promise<boolean> {
  return (await instance.users.get(ownerId))?.isServiceAccount === true;
}

function idInQuery(value: unknown): string | undefined {
  if (value === undefined || value === "" || value === "0") return undefined;
  if (typeof value === "string" && /^\d{1,10}$/.test(value)) return value;
  throw invalid("serviceAccountId is no 32-bit integer");
}

async function revokeKey(instance: Instance, id: string, caller: UserRow): Promise<void> {
  const row = await instance.keys.get(id);
  const isOwn = row?.ownerId === caller.id;
  if (!isOwn) await checkAdmin(instance, caller);
  if (row === undefined) throw notFound("API key", id);
  if (!isOwn && !(await isServiceAccountKey(instance, row))) throw forbidden("a person's key is that person's alone");
  await instance.keys.remove(id);
}

const plural = "/api/v1/personal-api-keys";
const singular = "/api/v1/personal-api-key";

export const keyEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "POST",
    path: plural,
    operationId: "ServiceAccountApiKeyService_CreateServiceAccountApiKey",
    gate: "user",
    body: keyBody,
    answers: createdKey,
    errors: refusing(403, 404),
    async handle(instance, { body: { name, description, serviceAccountId }, caller }) {
      const owner = await ownerMeant(instance, caller, serviceAccountId);
      const row = await createKey(instance, { name, description, ownerId: owner.id, creatorId: caller.id });
      return { apiKey: row.secret, info: await keyView(instance, row) };
    },
  }),
  endpoint({
    method: "GET",
    path: plural,
    operationId: "ApiKeyService_GetAllPersonalApiKeys",
    gate: "user",
    answers: keysWire,
    errors: {},
    handle: async (instance, { caller }) => listed(instance, await instance.keys.find("owner", caller.id)),
  }),
  endpoint({
    method: "GET",
    path: singular,
    operationId: "ServiceAccountApiKeyService_ListKeysForServiceAccount",
    gate: "user",
    answers: keysWire,
    errors: refusing(400, 403, 404),
    async handle(instance, { query, caller }) {
      const owner = await ownerMeant(instance, caller, idInQuery(query["serviceAccountId"]));
      return listed(instance, await instance.keys.find("owner", owner.id));
    },
  }),
  endpoint({
    method: "GET",
    path: `${singular}/service-accounts`,
    operationId: "ServiceAccountApiKeyService_ListAllServiceAccountKeys",
    gate: "admin",
    answers: keysWire,
    errors: {},
    async handle(instance) {
      const rows: KeyRow[] = [];
      for (const row of await instance.keys.list()) if (await isServiceAccountKey(instance, row)) rows.push(row);
      return listed(instance, rows);
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${plural}/{serviceAccountApiKeyId}`,
    operationId: "ServiceAccountApiKeyService_DeleteServiceAccountApiKey",
    gate: "user",
    answers: nothing,
    errors: refusing(403, 404),
    async handle(instance, { params: { serviceAccountApiKeyId = "" }, caller }) {
      await revokeKey(instance, serviceAccountApiKeyId, caller);
      return {};
    },
  }),
  endpoint({
    method: "GET",
    path: `${plural}/verify`,
    operationId: "ApiKeyService_VerifyPersonalApiKey",
    gate: "user",
    answers: null,
    errors: {},
    handle: async () => undefined,
  }),
];
