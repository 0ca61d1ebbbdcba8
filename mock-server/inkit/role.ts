import { z } from "zod";
import { permissionNames } from "#vendors/inkit/facts/data/catalog.ts";
import { displayName } from "#vendors/inkit/facts/data/limits.ts";
import { page } from "#vendors/inkit/wire/common.ts";
import {
  type RoleCreation,
  type RoleUpdate,
  roleCreation,
  roleUpdate,
  role as roleWire,
} from "#vendors/inkit/wire/role.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { created, done, found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { type FieldIssue, checkFields, refuse } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import { roleJson } from "./json.ts";
import { getRole } from "./lookups.ts";
import { byName, pageJson, takePage } from "./paging.ts";
import { checkMayGive } from "./permissions.ts";
import { checkSeedFields, checkSeedId, seedId } from "./seed.ts";
import { readSwitches } from "./settings.ts";

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    permissions: z.array(z.string()).readonly(),
    isDefault: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = { roles: defineTable({ name: "inkit/roles", row, indexes: { name: ({ name }) => name } }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const knownPermissions: ReadonlySet<string> = new Set(permissionNames);

export function findNameIssues(name: string | undefined, prefix = ""): readonly FieldIssue[] {
  if (name === undefined || displayName.pattern.test(name)) return [];
  return [{ field: `${prefix}name`, message: `it must be ${displayName.says}` }];
}

/** `prefix` is where the role stands in the body. */
export function findRoleIssues({ name, permissions = [] }: RoleUpdate, prefix = ""): readonly FieldIssue[] {
  const unknown = permissions.flatMap((permission, index) =>
    knownPermissions.has(permission)
      ? []
      : [{ field: `${prefix}permissions.${index}`, message: `there is no permission ${JSON.stringify(permission)}` }],
  );
  return [...findNameIssues(name, prefix), ...unknown];
}

export interface NewRole extends RoleCreation {
  readonly id?: string;
  readonly isDefault?: boolean;
}

/** Check the body with `roleIssues` first. Names may repeat: the vendor's pages do not forbid it. */
export async function createRole(instance: Instance, wanted: NewRole): Promise<Row<"roles">> {
  const { name, description, permissions, id = instance.newId("role"), isDefault = false } = wanted;
  const at = instance.timestamp();
  const row = {
    id,
    name,
    description,
    permissions: [...new Set(permissions)],
    isDefault,
    createdAt: at,
    updatedAt: at,
  };
  await instance.roles.put(row);
  return row;
}

async function checkEditable(instance: Instance, { name, isDefault }: Row<"roles">): Promise<void> {
  if (!isDefault || (await readSwitches(instance)).standard_roles === "editable") return;
  throw refuse("role_is_standard", `${name} is a standard role: it can be neither changed nor deleted`);
}

interface Edit {
  readonly role: Row<"roles">;
  readonly change: RoleUpdate;
  readonly caller: Caller;
}

async function updateRole(instance: Instance, { role, change, caller }: Edit): Promise<Row<"roles">> {
  const { name = role.name, permissions = role.permissions } = change;
  const description = change.description === undefined ? role.description : (change.description ?? "");
  checkFields(findRoleIssues(change));
  await checkEditable(instance, role);
  await checkMayGive(
    instance,
    caller,
    permissions.filter((permission) => !role.permissions.includes(permission)),
  );
  const updatedAt = instance.timestamp();
  const row = { ...role, name, description, permissions: [...new Set(permissions)], updatedAt };
  await instance.roles.put(row);
  return row;
}

async function deleteRole(instance: Instance, role: Row<"roles">): Promise<void> {
  await checkEditable(instance, role);
  const isHolder = ({ roleIds }: { readonly roleIds: readonly string[] }): boolean => roleIds.includes(role.id);
  const accounts = (await instance.accounts.list()).filter(isHolder);
  const users = (await instance.users.list()).filter(isHolder);
  const holders = accounts.length + users.length;
  if (holders > 0 && (await readSwitches(instance)).role_deletion === "refused_while_held") {
    const holding = `${accounts.length} API keys and ${users.length} users hold ${role.name}`;
    throw refuse("role_in_use", `${holding}: take it from them first`);
  }
  const without = (roleIds: readonly string[]): readonly string[] => roleIds.filter((id) => id !== role.id);
  for (const { id, roleIds } of accounts) await instance.accounts.patch(id, { roleIds: without(roleIds) });
  for (const { id, roleIds } of users) await instance.users.patch(id, { roleIds: without(roleIds) });
  await instance.roles.remove(role.id);
}

const seedRole = z.strictObject({
  id: seedId,
  name: z.string(),
  description: z.string().optional(),
  permissions: z.array(z.string()).optional(),
});

async function plantRole(instance: Instance, seed: z.output<typeof seedRole>, place: SeedPlace): Promise<void> {
  const { id, name, description = "", permissions = [] } = seed;
  checkSeedFields(place, findRoleIssues({ name, permissions }));
  await checkSeedId(instance.roles, place, id);
  await createRole(instance, { name, description, permissions, ...omitUndefined({ id }) });
}

const path = "/v1/role";

const reads = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListRoles",
    anyOf: ["roles.retrieve"],
    replies: { 200: page(roleWire) },
    errors: { 422: ["validation_failed"] },
    async handle(instance, { query }) {
      return found(await pageJson(takePage(await instance.roles.list(), query, byName), roleJson));
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetRole",
    anyOf: ["roles.retrieve"],
    replies: { 200: roleWire },
    errors: { 404: ["role_not_found"] },
    handle: async (instance, { id }) => found(roleJson(await getRole(instance, id))),
  }),
];

const writes = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreateRole",
    anyOf: ["roles.create"],
    body: roleCreation,
    replies: { 201: roleWire },
    errors: { 400: ["body_invalid"], 422: ["validation_failed"] },
    async handle(instance, { caller, readBody }) {
      const body = readBody();
      checkFields(findRoleIssues(body));
      await checkMayGive(instance, caller, body.permissions);
      return created(roleJson(await createRole(instance, body)));
    },
  }),
  endpoint({
    method: "PATCH",
    path: `${path}/{id}`,
    operationId: "UpdateRole",
    anyOf: ["roles.update"],
    body: roleUpdate,
    replies: { 200: roleWire },
    errors: { 400: ["body_invalid"], 404: ["role_not_found"], 422: ["validation_failed", "role_is_standard"] },
    async handle(instance, { id, caller, readBody }) {
      const role = await getRole(instance, id);
      return found(roleJson(await updateRole(instance, { role, change: readBody(), caller })));
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteRole",
    anyOf: ["roles.delete"],
    replies: { 204: null },
    errors: { 404: ["role_not_found"], 422: ["role_in_use", "role_is_standard"] },
    async handle(instance, { id }) {
      await deleteRole(instance, await getRole(instance, id));
      return done;
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes: [...reads, ...writes],
  seed: seedList({ member: "roles", item: seedRole, plant: plantRole }),
});
