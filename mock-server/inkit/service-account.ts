import { z } from "zod";
import { author, page } from "#vendors/inkit/wire/common.ts";
import type { RoleCreation } from "#vendors/inkit/wire/role.ts";
import { serviceAccount, serviceAccountCreation, serviceAccountUpdate } from "#vendors/inkit/wire/service-account.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { created, done, found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { type FieldIssue, checkFields, refuseFields } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import { accountJson } from "./json.ts";
import { generateSecret } from "./key.ts";
import { getAccount } from "./lookups.ts";
import { byName, pageJson, takePage } from "./paging.ts";
import { checkHolds, checkMayGive } from "./permissions.ts";
import { createRole, findNameIssues, findRoleIssues } from "./role.ts";
import { checkSeedFields, checkSeedId, findSeedRoleIds, seedId, seedRoleNames } from "./seed.ts";

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    roleIds: z.array(z.string()).readonly(),
    createdBy: author.nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = { accounts: defineTable({ name: "inkit/service-accounts", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

/** What an account is to hold: roles that exist, and roles that are created for it. */
interface WantedRoles {
  readonly ids: readonly string[];
  readonly created: readonly RoleCreation[];
  /** What it holds already, and so is not given. */
  readonly before: readonly string[];
}

async function findRoleIdIssues(instance: Instance, ids: readonly string[]): Promise<readonly FieldIssue[]> {
  const issues: FieldIssue[] = [];
  for (const [index, id] of ids.entries()) {
    if ((await instance.roles.get(id)) === undefined) {
      issues.push({ field: `roles.${index}`, message: `there is no role ${id}` });
    }
  }
  return issues;
}

/** Checks everything about the roles of a body before anything is created. */
async function checkRoles(instance: Instance, caller: Caller, { ids, created, before }: WantedRoles): Promise<void> {
  checkFields(created.flatMap((role, index) => findRoleIssues(role, `new_roles.${index}.`)));
  if (ids.length + created.length === 0) {
    throw refuseFields([{ field: "roles", message: "an API key holds at least one role" }]);
  }
  if (created.length > 0) await checkHolds(instance, caller, ["roles.create"]);
  checkFields(await findRoleIdIssues(instance, ids));
  const given = created.flatMap(({ permissions }) => permissions);
  for (const id of ids.filter((id) => !before.includes(id))) {
    given.push(...((await instance.roles.get(id))?.permissions ?? []));
  }
  await checkMayGive(instance, caller, given);
}

async function createRoles(instance: Instance, { ids, created }: WantedRoles): Promise<readonly string[]> {
  const roleIds = new Set(ids);
  for (const role of created) roleIds.add((await createRole(instance, role)).id);
  return [...roleIds];
}

export interface NewAccount extends Pick<Row<"accounts">, "name" | "description" | "roleIds" | "createdBy"> {
  readonly id?: string;
}

/** The account has no secret yet: that is generated in a second step. */
export async function createAccount(instance: Instance, wanted: NewAccount): Promise<Row<"accounts">> {
  const at = instance.timestamp();
  const row = { id: instance.newId("sa"), ...wanted, createdAt: at, updatedAt: at };
  await instance.accounts.put(row);
  return row;
}

const seedAccount = z.strictObject({
  id: seedId,
  name: z.string(),
  description: z.string().optional(),
  roles: seedRoleNames.min(1),
  /** The secret itself; left out: none was generated yet. */
  api_key: z.string().min(1).optional(),
});

async function plantAccount(instance: Instance, seed: z.output<typeof seedAccount>, place: SeedPlace): Promise<void> {
  const { id, name, description = "", roles, api_key: secret } = seed;
  checkSeedFields(place, findNameIssues(name));
  await checkSeedId(instance.accounts, place, id);
  const roleIds = await findSeedRoleIds(instance, roles, place);
  const account = await createAccount(instance, {
    ...omitUndefined({ id }),
    name,
    description,
    roleIds,
    createdBy: null,
  });
  if (secret === undefined) return;
  if ((await instance.secrets.find("secret", secret)).length > 0) {
    throw place.at("api_key").error("another key has the same secret");
  }
  await generateSecret(instance, account.id, secret);
}

const path = "/v1/service-account";
const bodyErrors = { 400: ["body_invalid"], 403: ["permission_missing"], 422: ["validation_failed"] } as const;

const reads = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListServiceAccounts",
    anyOf: ["service-accounts.retrieve"],
    replies: { 200: page(serviceAccount) },
    errors: { 422: ["validation_failed"] },
    async handle(instance, { query }) {
      const listed = takePage(await instance.accounts.list(), query, byName);
      return found(await pageJson(listed, (row) => accountJson(instance, row)));
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetServiceAccount",
    anyOf: ["service-accounts.retrieve"],
    replies: { 200: serviceAccount },
    errors: { 404: ["service_account_not_found"] },
    handle: async (instance, { id }) => found(await accountJson(instance, await getAccount(instance, id))),
  }),
];

const writes = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreateServiceAccount",
    anyOf: ["service-accounts.create"],
    body: serviceAccountCreation,
    replies: { 201: serviceAccount },
    errors: bodyErrors,
    async handle(instance, { caller, readBody }) {
      const { name, description, roles: ids, new_roles: newRoles } = readBody();
      const wanted = { ids, created: newRoles, before: [] };
      checkFields(findNameIssues(name));
      await checkRoles(instance, caller, wanted);
      const roleIds = await createRoles(instance, wanted);
      const createdBy = { name: caller.account.name };
      return created(
        await accountJson(instance, await createAccount(instance, { name, description, roleIds, createdBy })),
      );
    },
  }),
  endpoint({
    method: "PATCH",
    path: `${path}/{id}`,
    operationId: "UpdateServiceAccount",
    anyOf: ["service-accounts.update"],
    body: serviceAccountUpdate,
    replies: { 200: serviceAccount },
    errors: { ...bodyErrors, 404: ["service_account_not_found"] },
    async handle(instance, { id, caller, readBody }) {
      const account = await getAccount(instance, id);
      const { roleIds: before } = account;
      const { name = account.name, description, roles, new_roles: newRoles } = readBody();
      const wanted = { ids: roles ?? before, created: newRoles, before };
      checkFields(findNameIssues(name));
      if (roles !== undefined || newRoles.length > 0) await checkRoles(instance, caller, wanted);
      const changed = {
        ...account,
        name,
        description: description === undefined ? account.description : (description ?? ""),
        roleIds: await createRoles(instance, wanted),
        updatedAt: instance.timestamp(),
      };
      await instance.accounts.put(changed);
      return found(await accountJson(instance, changed));
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteServiceAccount",
    anyOf: ["service-accounts.delete"],
    replies: { 204: null },
    errors: { 404: ["service_account_not_found"] },
    async handle(instance, { id }) {
      await getAccount(instance, id);
      await instance.secrets.remove(id);
      await instance.accounts.remove(id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes: [...reads, ...writes],
  seed: seedList({ member: "service_accounts", item: seedAccount, after: ["roles"], plant: plantAccount }),
});
