import { z } from "zod";
import { serviceAccountName } from "#vendors/signoz/facts/data/limits.ts";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { role } from "#vendors/signoz/wire/role.ts";
import { serviceAccount, serviceAccountBody, serviceAccountWithRoles } from "#vendors/signoz/wire/service-account.ts";
import { type Endpoint, bodyEndpoint, callerOf, endpoint } from "./endpoint.ts";
import { alreadyExists, invalidInput, notFound } from "./errors.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { accountJson, roleJson } from "./json.ts";
import { created, done, found, foundJson } from "./outcome.ts";
import { rolesOfAccount } from "./permissions.ts";
import type { AccountRow } from "./tables.ts";

const emailDomain = "signozserviceaccount.com";

/** Throws 404 where the account is not there, or is deleted. */
export async function activeAccount(instance: Instance, id: string): Promise<AccountRow> {
  const account = await instance.accounts.get(id);
  if (account?.status === "active") return account;
  throw notFound("service_account_not_found", `an active service account with id ${id} does not exist`);
}

async function anyAccount(instance: Instance, id: string): Promise<AccountRow> {
  const account = await instance.accounts.get(id);
  if (account !== undefined) return account;
  throw notFound("service_account_not_found", `service account ${id} does not exist`);
}

function checkName(name: string): void {
  if (serviceAccountName.pattern.test(name)) return;
  throw invalidInput("service_account_invalid_input", `a service account's name is ${serviceAccountName.says}`);
}

// The e-mail stays that of the first name, so an account that was renamed keeps its old name from being created.
async function checkFree(instance: Instance, index: "name" | "email", value: string): Promise<void> {
  if ((await instance.accounts.find(index, value)).length === 0) return;
  throw alreadyExists("service_account_already_exists", `a service account with the ${index} ${value} already exists`);
}

export async function createAccount(
  instance: Instance,
  name: string,
  id: string = instance.newId(),
): Promise<AccountRow> {
  checkName(name);
  const email = `${name}@${emailDomain}`;
  await checkFree(instance, "name", name);
  await checkFree(instance, "email", email);
  const { orgId } = await settingsOf(instance);
  const at = instance.timestamp();
  const account: AccountRow = { id, name, email, status: "active", orgId, createdAt: at, updatedAt: at };
  await instance.accounts.put(account);
  return account;
}

async function renameAccount(instance: Instance, id: string, name: string): Promise<void> {
  checkName(name);
  const account = await activeAccount(instance, id);
  if (account.name !== name) await checkFree(instance, "name", name);
  await instance.accounts.patch(id, { name, updatedAt: instance.timestamp() });
}

/** Soft: keys go, the row and its role assignments stay. */
export async function deleteAccount(instance: Instance, id: string): Promise<void> {
  await activeAccount(instance, id);
  for (const key of await instance.keys.find("account", id)) await instance.keys.remove(key.id);
  await instance.accounts.patch(id, { status: "deleted", updatedAt: instance.timestamp() });
}

const path = "/api/v1/service_accounts";
const onAccount = { kind: "serviceaccount", on: "account in path" } as const;
const missing = { 400: ["invalid_selector"], 404: ["service_account_not_found"] } as const;

export const serviceAccountEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "CreateServiceAccount",
    gate: { kind: "permitted", needs: [{ verb: "create", kind: "serviceaccount", on: "every" }] },
    body: serviceAccountBody,
    replies: { 201: success(createdBody) },
    errors: { 400: ["service_account_invalid_input"], 409: ["service_account_already_exists"] },
    handle: async (instance, { body }) => created({ id: (await createAccount(instance, body.name)).id }),
  }),
  endpoint({
    method: "GET",
    path,
    operationId: "ListServiceAccounts",
    gate: { kind: "permitted", needs: [{ verb: "list", kind: "serviceaccount", on: "every" }] },
    replies: { 200: success(z.array(serviceAccount)) },
    errors: {},
    handle: async (instance) => found(await instance.accounts.list()),
  }),
  endpoint({
    method: "GET",
    path: `${path}/me`,
    operationId: "GetMyServiceAccount",
    gate: { kind: "authenticated" },
    replies: { 200: success(serviceAccountWithRoles) },
    errors: { 404: ["service_account_not_found"] },
    handle: async (instance, request) =>
      foundJson(await accountJson(instance, await anyAccount(instance, callerOf(request).accountId))),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/me`,
    operationId: "UpdateMyServiceAccount",
    gate: { kind: "authenticated" },
    body: serviceAccountBody,
    replies: { 204: null },
    errors: {
      400: ["service_account_invalid_input"],
      404: ["service_account_not_found"],
      409: ["service_account_already_exists"],
    },
    async handle(instance, request) {
      await renameAccount(instance, callerOf(request).accountId, request.body.name);
      return done;
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetServiceAccount",
    gate: { kind: "permitted", needs: [{ verb: "read", ...onAccount }] },
    replies: { 200: success(serviceAccountWithRoles) },
    errors: missing,
    handle: async (instance, { params: { id = "" } }) =>
      foundJson(await accountJson(instance, await anyAccount(instance, id))),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "UpdateServiceAccount",
    gate: { kind: "permitted", needs: [{ verb: "update", ...onAccount }] },
    body: serviceAccountBody,
    replies: { 204: null },
    errors: {
      400: ["invalid_selector", "service_account_invalid_input"],
      404: ["service_account_not_found"],
      409: ["service_account_already_exists"],
    },
    async handle(instance, { params: { id = "" }, body }) {
      await renameAccount(instance, id, body.name);
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteServiceAccount",
    gate: { kind: "permitted", needs: [{ verb: "delete", ...onAccount }] },
    replies: { 204: null },
    errors: missing,
    async handle(instance, { params: { id = "" } }) {
      await deleteAccount(instance, id);
      return done;
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}/roles`,
    operationId: "GetServiceAccountRoles",
    gate: { kind: "permitted", needs: [{ verb: "read", ...onAccount }] },
    replies: { 200: success(z.array(role)) },
    errors: missing,
    async handle(instance, { params: { id = "" } }) {
      await anyAccount(instance, id);
      return foundJson(`[${(await rolesOfAccount(instance, id)).map(roleJson).join(",")}]`);
    },
  }),
];
