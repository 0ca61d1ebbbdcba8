import { baseRoles, managedRoles } from "#vendors/bigeye/facts/data/managed-roles.ts";
import {
  type RoleBody,
  role as roleWire,
  roleAccessors,
  roleBody,
  roleUpdateBody,
  roles as rolesWire,
} from "#vendors/bigeye/wire/role.ts";
import { nothing } from "#vendors/bigeye/wire/common.ts";
import { roleAccessorsView } from "./accessors.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { invalid, notFound, refusing } from "./errors.ts";
import { type Instance, newId, settingsOf } from "./instance.ts";
import type { PermissionRow, RoleRow } from "./tables.ts";
import { checkName } from "./users.ts";
import { roleView } from "./views.ts";

export async function roleAt(instance: Instance, id: string): Promise<RoleRow> {
  const row = await instance.roles.get(id);
  if (row === undefined) throw notFound("role", id);
  return row;
}

/** A managed role's permissions in the wire's words. */
export function managedPermissions(type: string): readonly PermissionRow[] {
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

/** What the base brings comes first; the base itself is not told again (bigeye.md §2). */
function permissionsOf({ baseRole, rolePermissions }: RoleBody): readonly PermissionRow[] {
  const base = bases.get(baseRole);
  if (base === undefined) throw invalid(`baseRole cannot be ${baseRole}`);
  const words = rolePermissions.flatMap(({ domains, actions }) => [...domains, ...actions]);
  if (words.some((word) => word.endsWith("_UNSPECIFIED")))
    throw invalid("a permission's domain or action is unspecified");
  const held = rolePermissions.some(({ domains, actions }) => domains.length > 0 && actions.length > 0);
  if (base === "NONE" && !held) throw invalid("a role without a base needs at least one permission");
  return [...managedPermissions(base), ...rolePermissions];
}

export async function createRole(
  instance: Instance,
  { id, ...body }: RoleBody & { readonly id?: number },
): Promise<RoleRow> {
  checkName("role", body.name);
  const permissions = permissionsOf(body);
  const { name, description } = body;
  const row: RoleRow = {
    id: await newId(instance, instance.roles, id),
    name,
    description,
    type: "CUSTOM",
    permissions,
  };
  await instance.roles.put(row);
  return row;
}

function checkCustom(row: RoleRow): void {
  if (row.type !== "CUSTOM") throw invalid(`${row.name} is Bigeye's own role: it stays as it is`);
}

async function updateRole(instance: Instance, row: RoleRow, body: RoleBody): Promise<RoleRow> {
  checkCustom(row);
  checkName("role", body.name);
  const { name, description } = body;
  return (await instance.roles.patch(row.id, { name, description, permissions: permissionsOf(body) })) ?? row;
}

async function deleteRole(instance: Instance, row: RoleRow): Promise<void> {
  checkCustom(row);
  const { inUse } = await settingsOf(instance);
  const grants = await instance.grants.find("role", row.id);
  if (inUse === "refuse" && grants.length > 0) throw invalid(`role ${row.name} is still granted`);
  for (const { id } of grants) await instance.grants.remove(id);
  await instance.roles.remove(row.id);
}

const path = "/api/v1/roles";

export const roleEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "RoleService_GetAllRoles",
    gate: "admin",
    answers: rolesWire,
    errors: {},
    handle: async (instance) => ({ roles: (await instance.roles.list()).map(roleView) }),
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "RoleService_CreateRole",
    gate: "admin",
    body: roleBody,
    answers: roleWire,
    errors: {},
    handle: async (instance, { body }) => roleView(await createRole(instance, body)),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{roleId}`,
    operationId: "RoleService_GetRole",
    gate: "admin",
    answers: roleWire,
    errors: refusing(404),
    handle: async (instance, { params: { roleId = "" } }) => roleView(await roleAt(instance, roleId)),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "RoleService_UpdateRole",
    gate: "admin",
    body: roleUpdateBody,
    answers: roleWire,
    errors: refusing(404),
    // The path names the role: a gateway overwrites the member with it.
    handle: async (instance, { params: { id = "" }, body }) =>
      roleView(await updateRole(instance, await roleAt(instance, id), body.request)),
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{roleId}`,
    operationId: "RoleService_DeleteRole",
    gate: "admin",
    answers: nothing,
    errors: refusing(400, 404),
    async handle(instance, { params: { roleId = "" } }) {
      await deleteRole(instance, await roleAt(instance, roleId));
      return {};
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{roleId}/accessors`,
    operationId: "RoleService_GetRoleAccessors",
    gate: "admin",
    answers: roleAccessors,
    errors: refusing(404),
    handle: async (instance, { params: { roleId = "" } }) =>
      roleAccessorsView(instance, await roleAt(instance, roleId)),
  }),
];
