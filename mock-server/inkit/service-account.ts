import { generated } from "#vendors/inkit/wire/key.ts";
import { page } from "#vendors/inkit/wire/common.ts";
import type { RoleCreation } from "#vendors/inkit/wire/role.ts";
import { serviceAccount, serviceAccountCreation, serviceAccountUpdate } from "#vendors/inkit/wire/service-account.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { type FieldFault, Refusal, checkFields, invalidFields } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { byName, pageOf, shownPage } from "./listing.ts";
import { checkHolds, checkMayGive } from "./permissions.ts";
import { createRole, nameFaults, roleFaults } from "./roles.ts";
import { shownAccount } from "./shown.ts";
import type { AccountRow, SecretRow } from "./tables.ts";

async function accountAt(instance: Instance, id: string): Promise<AccountRow> {
  const account = await instance.accounts.get(id);
  if (account === undefined) throw new Refusal("service_account_not_found", `there is no service account ${id}`);
  return account;
}

/** What an account shall hold: roles that exist, and roles that are made for it. */
interface WantedRoles {
  readonly ids: readonly string[];
  readonly created: readonly RoleCreation[];
  /** What it holds already: giving that is not giving. */
  readonly before: readonly string[];
}

async function roleIdFaults(instance: Instance, ids: readonly string[]): Promise<readonly FieldFault[]> {
  const faults: FieldFault[] = [];
  for (const [index, id] of ids.entries()) {
    if ((await instance.roles.get(id)) === undefined) {
      faults.push({ field: `roles.${index}`, message: `there is no role ${id}` });
    }
  }
  return faults;
}

/** Everything that may be wrong with the roles of a body, before anything is made. */
async function checkRoles(instance: Instance, caller: Caller, { ids, created, before }: WantedRoles): Promise<void> {
  checkFields(created.flatMap((role, index) => roleFaults(role, `new_roles.${index}.`)));
  if (ids.length + created.length === 0) {
    throw invalidFields([{ field: "roles", message: "an API key holds at least one role" }]);
  }
  if (created.length > 0) await checkHolds(instance, caller, ["roles.create"]);
  checkFields(await roleIdFaults(instance, ids));
  const given = created.flatMap(({ permissions }) => permissions);
  for (const id of ids.filter((id) => !before.includes(id))) {
    given.push(...((await instance.roles.get(id))?.permissions ?? []));
  }
  await checkMayGive(instance, caller, given);
}

async function withCreated(instance: Instance, { ids, created }: WantedRoles): Promise<readonly string[]> {
  const roleIds = new Set(ids);
  for (const role of created) roleIds.add((await createRole(instance, role)).id);
  return [...roleIds];
}

export interface NewAccount extends Pick<AccountRow, "name" | "description" | "roleIds" | "createdBy"> {
  readonly id?: string;
}

/** Without a secret: that is generated in a second step. */
export async function createAccount(instance: Instance, wanted: NewAccount): Promise<AccountRow> {
  const at = instance.timestamp();
  const row = { id: instance.newId("sa"), ...wanted, createdAt: at, updatedAt: at };
  await instance.accounts.put(row);
  return row;
}

/** The account's secret from now on; the earlier one is dead. */
export async function generateSecret(
  instance: Instance,
  id: string,
  secret: string = instance.newSecret(),
): Promise<SecretRow> {
  const before = (await instance.secrets.get(id))?.generatedAt;
  // Two generations in one millisecond must be told apart all the same.
  const earliest = before === undefined ? 0 : Date.parse(before) + 1;
  const row = { id, secret, generatedAt: new Date(Math.max(instance.now(), earliest)).toISOString() };
  await instance.secrets.put(row);
  return row;
}

const path = "/v1/service-account";

const reads: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "ListServiceAccounts", anyOf: ["service-accounts.retrieve"] },
    replies: { 200: page(serviceAccount) },
    errors: { 422: ["validation_failed"] },
    async handle(instance, { query }) {
      const listed = pageOf(await instance.accounts.list(), query, byName);
      return { status: 200, value: await shownPage(listed, (row) => shownAccount(instance, row)) };
    },
  }),
  endpoint({
    ...{ method: "GET", path: `${path}/{id}`, operationId: "GetServiceAccount", anyOf: ["service-accounts.retrieve"] },
    replies: { 200: serviceAccount },
    errors: { 404: ["service_account_not_found"] },
    async handle(instance, { id }) {
      return { status: 200, value: await shownAccount(instance, await accountAt(instance, id)) };
    },
  }),
];

const refusedBodies = { 400: ["body_invalid"], 403: ["permission_missing"], 422: ["validation_failed"] } as const;

const writes: readonly Endpoint[] = [
  bodyEndpoint({
    ...{ method: "POST", path, operationId: "CreateServiceAccount", anyOf: ["service-accounts.create"] },
    body: serviceAccountCreation,
    replies: { 201: serviceAccount },
    errors: refusedBodies,
    async handle(instance, { caller, readBody }) {
      const { name, description, roles: ids, new_roles: created } = readBody();
      const wanted = { ids, created, before: [] };
      checkFields(nameFaults(name));
      await checkRoles(instance, caller, wanted);
      const roleIds = await withCreated(instance, wanted);
      const createdBy = { name: caller.account.name };
      const account = await createAccount(instance, { name, description, roleIds, createdBy });
      return { status: 201, value: await shownAccount(instance, account) };
    },
  }),
  bodyEndpoint({
    ...{ method: "PATCH", path: `${path}/{id}`, operationId: "UpdateServiceAccount" },
    anyOf: ["service-accounts.update"],
    body: serviceAccountUpdate,
    replies: { 200: serviceAccount },
    errors: { ...refusedBodies, 404: ["service_account_not_found"] },
    async handle(instance, { id, caller, readBody }) {
      const account = await accountAt(instance, id);
      const { roleIds: before } = account;
      const { name = account.name, description, roles, new_roles: created } = readBody();
      const wanted = { ids: roles ?? before, created, before };
      checkFields(nameFaults(name));
      if (roles !== undefined || created.length > 0) await checkRoles(instance, caller, wanted);
      const row = {
        ...{ ...account, name, roleIds: await withCreated(instance, wanted), updatedAt: instance.timestamp() },
        description: description === undefined ? account.description : (description ?? ""),
      };
      await instance.accounts.put(row);
      return { status: 200, value: await shownAccount(instance, row) };
    },
  }),
  endpoint({
    ...{ method: "POST", path: `${path}/{id}/generate`, operationId: "GenerateServiceAccountKey" },
    anyOf: ["api-keys.refresh", "service-accounts.update"],
    replies: { 200: generated },
    errors: { 404: ["service_account_not_found"] },
    async handle(instance, { id }) {
      const { secret, generatedAt } = await generateSecret(instance, (await accountAt(instance, id)).id);
      return { status: 200, value: { id, api_key: secret, last_generated_at: generatedAt } };
    },
  }),
  endpoint({
    ...{ method: "DELETE", path: `${path}/{id}`, operationId: "DeleteServiceAccount" },
    anyOf: ["service-accounts.delete"],
    replies: { 204: null },
    errors: { 404: ["service_account_not_found"] },
    async handle(instance, { id }) {
      await accountAt(instance, id);
      await instance.secrets.remove(id);
      await instance.accounts.remove(id);
      return { status: 204 };
    },
  }),
];

export const serviceAccountEndpoints: readonly Endpoint[] = [...reads, ...writes];
