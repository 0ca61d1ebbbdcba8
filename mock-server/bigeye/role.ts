import { z } from "zod";
import { baseRoles, managedRoles } from "#vendors/bigeye/facts/data/managed-roles.ts";
import { nothing } from "#vendors/bigeye/wire/common.ts";
import {
  type RoleBody,
  roleAccessors,
  roleBody,
  roles as rolesWire,
  roleUpdateBody,
  role as roleWire,
} from "#vendors/bigeye/wire/role.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { roleAccessorsJson } from "./accessors.ts";
import { endpoint } from "./endpoint.ts";
import { errorCodes, invalid } from "./errors.ts";
import { type Instance, type Row, createId } from "./instance.ts";
import { roleJson } from "./json.ts";
import { getRole } from "./lookups.ts";
import { checkName } from "./names.ts";
import { seedId } from "./seed.ts";

const permissionRow = z
  .object({ domains: z.array(z.string()).readonly(), actions: z.array(z.string()).readonly() })
  .readonly();
type PermissionRow = z.output<typeof permissionRow>;

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    type: z.enum(["ADMIN", "MANAGE", "EDIT", "VIEW", "CUSTOM"]),
    /** What the base role brings, then the role's own. */
    permissions: z.array(permissionRow).readonly(),
  })
  .readonly();

const tables = { roles: defineTable({ name: "bigeye/roles", row, indexes: { name: ({ name }) => name } }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

/** A managed role's permissions in the wire's words. */
export function listManagedPermissions(type: string): readonly PermissionRow[] {
  const held = managedRoles.find((role) => role.type === type)?.permissions ?? [];
  return held.map(({ domain, action }) => ({
    domains: [`PERMISSION_DOMAIN_${domain}`],
    actions: [`PERMISSION_ACTION_${action}`],
  }));
}

/** By the wire's word: a blank slate is the unspecified type. */
const bases: ReadonlyMap<string, string> = new Map(
  baseRoles.map((name) => [`ROLE_TYPE_${name === "NONE" ? "UNSPECIFIED" : name}`, name]),
);

/** The base's permissions come first. The vendor never returns the base itself. */
function readPermissions({ baseRole, rolePermissions }: RoleBody): readonly PermissionRow[] {
  const base = bases.get(baseRole);
  if (base === undefined) throw invalid(`baseRole cannot be ${baseRole}`);
  const words = rolePermissions.flatMap(({ domains, actions }) => [...domains, ...actions]);
  if (words.some((word) => word.endsWith("_UNSPECIFIED")))
    throw invalid("a permission's domain or action is unspecified");
  const held = rolePermissions.some(({ domains, actions }) => domains.length > 0 && actions.length > 0);
  if (base === "NONE" && !held) throw invalid("a role without a base needs at least one permission");
  return [...listManagedPermissions(base), ...rolePermissions];
}

export async function createRole(
  instance: Instance,
  { id, ...body }: RoleBody & { readonly id?: number },
): Promise<Row<"roles">> {
  checkName("role", body.name);
  const permissions = readPermissions(body);
  const { name, description } = body;
  const row: Row<"roles"> = {
    id: await createId(instance, instance.roles, id),
    name,
    description,
    type: "CUSTOM",
    permissions,
  };
  await instance.roles.put(row);
  return row;
}

function checkCustom(row: Row<"roles">): void {
  if (row.type !== "CUSTOM") throw invalid(`${row.name} is Bigeye's own role: it stays as it is`);
}

async function updateRole(instance: Instance, row: Row<"roles">, body: RoleBody): Promise<Row<"roles">> {
  checkCustom(row);
  checkName("role", body.name);
  const { name, description } = body;
  return (await instance.roles.patch(row.id, { name, description, permissions: readPermissions(body) })) ?? row;
}

async function deleteRole(instance: Instance, row: Row<"roles">): Promise<void> {
  checkCustom(row);
  const { inUse } = await readSettings(instance);
  const grants = await instance.grants.find("role", row.id);
  if (inUse === "refuse" && grants.length > 0) throw invalid(`role ${row.name} is still granted`);
  for (const { id } of grants) await instance.grants.remove(id);
  await instance.roles.remove(row.id);
}

const path = "/api/v1/roles";

const seedRole = z.strictObject({
  id: seedId,
  name: z.string(),
  description: z.string().optional(),
  /** As the vendor's API spells them: `ROLE_TYPE_VIEW`, `PERMISSION_DOMAIN_TABLE`. */
  baseRole: z.string().optional(),
  rolePermissions: z.array(z.strictObject({ domains: z.array(z.string()), actions: z.array(z.string()) })).optional(),
});

async function plantRole(instance: Instance, seed: z.output<typeof seedRole>, place: SeedPlace): Promise<void> {
  const { id, ...role } = seed;
  const body = roleBody.safeParse(role);
  if (!body.success) throw place.error(z.prettifyError(body.error));
  await createRole(instance, { ...body.data, ...omitUndefined({ id }) });
}

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "RoleService_GetAllRoles",
    gate: "admin",
    replies: { 200: rolesWire },
    errors: {},
    handle: async (instance) => found({ roles: (await instance.roles.list()).map(roleJson) }),
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "RoleService_CreateRole",
    gate: "admin",
    body: roleBody,
    replies: { 200: roleWire },
    errors: {},
    handle: async (instance, { body }) => found(roleJson(await createRole(instance, body))),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{roleId}`,
    operationId: "RoleService_GetRole",
    gate: "admin",
    replies: { 200: roleWire },
    errors: errorCodes(404),
    handle: async (instance, { params: { roleId = "" } }) => found(roleJson(await getRole(instance, roleId))),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "RoleService_UpdateRole",
    gate: "admin",
    body: roleUpdateBody,
    replies: { 200: roleWire },
    errors: errorCodes(404),
    // The path names the role: a gateway overwrites the member with it.
    handle: async (instance, { params: { id = "" }, body }) =>
      found(roleJson(await updateRole(instance, await getRole(instance, id), body.request))),
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{roleId}`,
    operationId: "RoleService_DeleteRole",
    gate: "admin",
    replies: { 200: nothing },
    errors: errorCodes(400, 404),
    async handle(instance, { params: { roleId = "" } }) {
      await deleteRole(instance, await getRole(instance, roleId));
      return found({});
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{roleId}/accessors`,
    operationId: "RoleService_GetRoleAccessors",
    gate: "admin",
    replies: { 200: roleAccessors },
    errors: errorCodes(404),
    handle: async (instance, { params: { roleId = "" } }) =>
      found(await roleAccessorsJson(instance, await getRole(instance, roleId))),
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({ member: "roles", item: seedRole, plant: plantRole }),
});
