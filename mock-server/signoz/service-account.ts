import { z } from "zod";
import { serviceAccountName } from "#vendors/signoz/facts/data/limits.ts";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { role } from "#vendors/signoz/wire/role.ts";
import { serviceAccount, serviceAccountBody, serviceAccountWithRoles } from "#vendors/signoz/wire/service-account.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { created, done, found, foundJson } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import { alreadyExists, invalidInput } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { accountJson, roleJson } from "./json.ts";
import { createKey } from "./key.ts";
import { getAccount, getActiveAccount } from "./lookups.ts";
import { everyObject, objectInPath } from "./permission-targets.ts";
import { listAccountRoles } from "./permissions.ts";
import { assignRole } from "./role-binding.ts";
import { findSeedRoleId, seedId, seedRoleNames } from "./seed.ts";

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    status: z.enum(["active", "deleted"]),
    orgId: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = {
  accounts: defineTable({
    name: "signoz/service-accounts",
    row,
    indexes: {
      name: ({ name, status }) => (status === "active" ? name : undefined),
      email: ({ email, status }) => (status === "active" ? email : undefined),
    },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const emailDomain = "signozserviceaccount.com";

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
): Promise<Row<"accounts">> {
  checkName(name);
  const email = `${name}@${emailDomain}`;
  await checkFree(instance, "name", name);
  await checkFree(instance, "email", email);
  const { orgId } = await readSettings(instance);
  const at = instance.timestamp();
  const account: Row<"accounts"> = { id, name, email, status: "active", orgId, createdAt: at, updatedAt: at };
  await instance.accounts.put(account);
  return account;
}

async function renameAccount(instance: Instance, id: string, name: string): Promise<void> {
  checkName(name);
  const account = await getActiveAccount(instance, id);
  if (account.name !== name) await checkFree(instance, "name", name);
  await instance.accounts.patch(id, { name, updatedAt: instance.timestamp() });
}

/** Soft: keys go, the row and its role assignments stay. */
export async function deleteAccount(instance: Instance, id: string): Promise<void> {
  await getActiveAccount(instance, id);
  for (const key of await instance.keys.find("account", id)) await instance.keys.remove(key.id);
  await instance.accounts.patch(id, { status: "deleted", updatedAt: instance.timestamp() });
}

const seedKey = z.strictObject({
  id: seedId,
  name: z.string(),
  /** Unix seconds; left out: never. */
  expiresAt: z.int().nonnegative().optional(),
  /** The key itself; left out: random, and nobody learns it. */
  secret: z.string().min(1).optional(),
});

const seedAccount = z.strictObject({
  /** Say it where a role of this seed has it as a selector. */
  id: seedId,
  name: z.string(),
  roles: seedRoleNames,
  keys: z.array(seedKey).optional(),
  status: z.enum(["active", "deleted"]).optional(),
});

async function plantAccount(instance: Instance, seed: z.output<typeof seedAccount>, place: SeedPlace): Promise<void> {
  const { id: serviceAccountId } = await createAccount(instance, seed.name, seed.id);
  await place.at("roles").each(seed.roles, async (name, at) => {
    await assignRole(instance, { serviceAccountId, roleId: await findSeedRoleId(instance, name, at) });
  });
  await place
    .at("keys")
    .each(seed.keys, ({ id, name, expiresAt = 0, secret }) =>
      createKey(instance, serviceAccountId, { name, expiresAt, ...omitUndefined({ id, secret }) }),
    );
  if (seed.status === "deleted") await deleteAccount(instance, serviceAccountId);
}

const path = "/api/v1/service_accounts";
const onAccount = { kind: "serviceaccount", on: objectInPath("id") } as const;
const missing = { 400: ["invalid_selector"], 404: ["service_account_not_found"] } as const;

const routes = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreateServiceAccount",
    gate: { kind: "permitted", needs: [{ verb: "create", kind: "serviceaccount", on: everyObject }] },
    body: serviceAccountBody,
    replies: { 201: success(createdBody) },
    errors: { 400: ["service_account_invalid_input"], 409: ["service_account_already_exists"] },
    handle: async (instance, { body }) => created({ id: (await createAccount(instance, body.name)).id }),
  }),
  endpoint({
    method: "GET",
    path,
    operationId: "ListServiceAccounts",
    gate: { kind: "permitted", needs: [{ verb: "list", kind: "serviceaccount", on: everyObject }] },
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
      foundJson(await accountJson(instance, await getAccount(instance, callerOf(request).accountId))),
  }),
  endpoint({
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
      foundJson(await accountJson(instance, await getAccount(instance, id))),
  }),
  endpoint({
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
      await getAccount(instance, id);
      return foundJson(`[${(await listAccountRoles(instance, id)).map(roleJson).join(",")}]`);
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({ member: "serviceAccounts", item: seedAccount, after: ["root", "roles"], plant: plantAccount }),
});
