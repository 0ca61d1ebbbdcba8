import { z } from "zod";
import { keyName } from "#vendors/signoz/facts/data/limits.ts";
import { success } from "#vendors/signoz/wire/common.ts";
import { type KeyBody, createdKey, key, keyBody } from "#vendors/signoz/wire/key.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { alreadyExists, invalidInput, notFound } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { getAccount, getActiveAccount } from "./lookups.ts";
import { everyObject, objectInPath } from "./permission-targets.ts";

const row = z
  .object({
    id: z.string(),
    serviceAccountId: z.string(),
    name: z.string(),
    secret: z.string(),
    expiresAt: z.number(),
    lastObservedAt: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

/** Key names are unique within their account. */
function nameIndex(serviceAccountId: string, name: string): string {
  return `${serviceAccountId}/${name}`;
}

const tables = {
  keys: defineTable({
    name: "signoz/keys",
    row,
    secrets: ["secret"],
    indexes: {
      secret: ({ secret }) => secret,
      account: ({ serviceAccountId }) => serviceAccountId,
      name: ({ serviceAccountId, name }) => nameIndex(serviceAccountId, name),
    },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

/** An account, or one key of it. */
interface KeyAddress {
  readonly accountId: string;
  readonly keyId?: string;
}

function checkKey(instance: Instance, { name, expiresAt }: KeyBody): void {
  if (!keyName.pattern.test(name)) throw invalidInput("api_key_invalid_input", `a key's name is ${keyName.says}`);
  if (expiresAt === 0 || expiresAt * 1_000 > instance.now()) return;
  throw invalidInput("api_key_invalid_input", "expiresAt must be in the future, in Unix seconds, or 0 for never");
}

async function checkFree(instance: Instance, { accountId, keyId }: KeyAddress, name: string): Promise<void> {
  const holders = await instance.keys.find("name", nameIndex(accountId, name));
  if (holders.every(({ id }) => id === keyId)) return;
  throw alreadyExists("api_key_already_exists", `the service account already has a key named ${name}`);
}

export interface NewKey extends KeyBody {
  readonly id?: string;
  readonly secret?: string;
}

export async function createKey(instance: Instance, accountId: string, wanted: NewKey): Promise<Row<"keys">> {
  checkKey(instance, wanted);
  await getActiveAccount(instance, accountId);
  await checkFree(instance, { accountId }, wanted.name);
  // Only a seed says one, and keys are unique in the whole instance.
  if (wanted.secret !== undefined && (await instance.keys.find("secret", wanted.secret)).length > 0) {
    throw alreadyExists("api_key_already_exists", "another key has this secret");
  }
  const at = instance.timestamp();
  const { name, expiresAt, id = instance.newId(), secret = instance.newSecret() } = wanted;
  const row = {
    id,
    serviceAccountId: accountId,
    name,
    secret,
    expiresAt,
    lastObservedAt: at,
    createdAt: at,
    updatedAt: at,
  };
  await instance.keys.put(row);
  return row;
}

/** A key that is addressed under another account is not there. */
async function getKey(instance: Instance, accountId: string, keyId: string): Promise<Row<"keys">> {
  const row = await instance.keys.get(keyId);
  if (row?.serviceAccountId === accountId) return row;
  throw notFound("api_key_not_found", `service account ${accountId} has no key ${keyId}`);
}

async function getKeyOf(instance: Instance, accountId: string, keyId: string): Promise<Row<"keys">> {
  await getAccount(instance, accountId);
  return getKey(instance, accountId, keyId);
}

async function updateKey(instance: Instance, { accountId, keyId = "" }: KeyAddress, body: KeyBody): Promise<void> {
  checkKey(instance, body);
  await getKeyOf(instance, accountId, keyId);
  await checkFree(instance, { accountId, keyId }, body.name);
  await instance.keys.patch(keyId, { name: body.name, expiresAt: body.expiresAt, updatedAt: instance.timestamp() });
}

async function listKeys(instance: Instance, accountId: string): Promise<readonly Omit<Row<"keys">, "secret">[]> {
  await getAccount(instance, accountId);
  return (await instance.keys.find("account", accountId)).map(({ secret: _, ...shown }) => shown);
}

const path = "/api/v1/service_accounts/{id}/keys";

const routes = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreateServiceAccountKey",
    gate: {
      kind: "permitted",
      needs: [
        { verb: "create", kind: "factor-api-key", on: everyObject },
        { verb: "attach", kind: "serviceaccount", on: objectInPath("id") },
      ],
    },
    body: keyBody,
    replies: { 201: success(createdKey) },
    errors: {
      400: ["invalid_selector", "api_key_invalid_input"],
      404: ["service_account_not_found"],
      409: ["api_key_already_exists"],
    },
    async handle(instance, { params: { id = "" }, body }) {
      const row = await createKey(instance, id, body);
      return created({ id: row.id, key: row.secret });
    },
  }),
  endpoint({
    method: "GET",
    path,
    operationId: "ListServiceAccountKeys",
    gate: { kind: "permitted", needs: [{ verb: "list", kind: "factor-api-key", on: everyObject }] },
    parses: ["id"],
    replies: { 200: success(z.array(key)) },
    errors: { 400: ["invalid_valuer"], 404: ["service_account_not_found"] },
    handle: async (instance, { params: { id = "" } }) => found(await listKeys(instance, id)),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{fid}`,
    operationId: "UpdateServiceAccountKey",
    gate: { kind: "permitted", needs: [{ verb: "update", kind: "factor-api-key", on: objectInPath("fid") }] },
    parses: ["id"],
    body: keyBody,
    replies: { 204: null },
    errors: {
      400: ["invalid_selector", "invalid_valuer", "api_key_invalid_input"],
      404: ["service_account_not_found", "api_key_not_found"],
      409: ["api_key_already_exists"],
    },
    async handle(instance, { params: { id = "", fid = "" }, body }) {
      await updateKey(instance, { accountId: id, keyId: fid }, body);
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{fid}`,
    operationId: "RevokeServiceAccountKey",
    gate: {
      kind: "permitted",
      needs: [
        { verb: "delete", kind: "factor-api-key", on: objectInPath("fid") },
        { verb: "detach", kind: "serviceaccount", on: objectInPath("id") },
      ],
    },
    replies: { 204: null },
    errors: { 400: ["invalid_selector"], 404: ["service_account_not_found", "api_key_not_found"] },
    async handle(instance, { params: { id = "", fid = "" } }) {
      await instance.keys.remove((await getKeyOf(instance, id, fid)).id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
