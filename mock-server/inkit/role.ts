import { isPermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import { displayName } from "#vendors/inkit/facts/data/limits.ts";
import {
  type RoleCreation,
  type RoleUpdate,
  role as roleWire,
  roleCreation,
  roleUpdate,
} from "#vendors/inkit/wire/role.ts";
import { page } from "#vendors/inkit/wire/common.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { type FieldFault, Refusal, checkFields } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { type Instance, switchesOf } from "./instance.ts";
import { byName, pageOf, shownPage } from "./listing.ts";
import { checkMayGive } from "./permissions.ts";
import { shownRole } from "./shown.ts";
import type { RoleRow } from "./tables.ts";

export function nameFaults(name: string | undefined, prefix = ""): readonly FieldFault[] {
  if (name === undefined || displayName.pattern.test(name)) return [];
  return [{ field: `${prefix}name`, message: `it must be ${displayName.says}` }];
}

/** `prefix` is where the role stands in the body. */
export function roleFaults({ name, permissions = [] }: RoleUpdate, prefix = ""): readonly FieldFault[] {
  const unknown = permissions.flatMap((permission, index) =>
    isPermissionName(permission)
      ? []
      : [{ field: `${prefix}permissions.${index}`, message: `there is no permission ${JSON.stringify(permission)}` }],
  );
  return [...nameFaults(name, prefix), ...unknown];
}

export interface NewRole extends RoleCreation {
  readonly id?: string;
  readonly isDefault?: boolean;
}

/** Of a body that `roleFaults` has nothing against. Names may repeat: nothing says that they may not. */
export async function createRole(instance: Instance, wanted: NewRole): Promise<RoleRow> {
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

async function roleAt(instance: Instance, id: string): Promise<RoleRow> {
  const role = await instance.roles.get(id);
  if (role === undefined) throw new Refusal("role_not_found", `there is no role ${id}`);
  return role;
}

async function checkEditable(instance: Instance, { name, isDefault }: RoleRow): Promise<void> {
  if (!isDefault || (await switchesOf(instance)).standard_roles === "editable") return;
  throw new Refusal("role_is_standard", `${name} is a standard role: it can be neither changed nor deleted`);
}

interface Edit {
  readonly role: RoleRow;
  readonly change: RoleUpdate;
  readonly caller: Caller;
}

async function updateRole(instance: Instance, { role, change, caller }: Edit): Promise<RoleRow> {
  const { name = role.name, permissions = role.permissions } = change;
  const description = change.description === undefined ? role.description : (change.description ?? "");
  checkFields(roleFaults(change));
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

async function deleteRole(instance: Instance, role: RoleRow): Promise<void> {
  await checkEditable(instance, role);
  const isHolder = ({ roleIds }: { readonly roleIds: readonly string[] }): boolean => roleIds.includes(role.id);
  const accounts = (await instance.accounts.list()).filter(isHolder);
  const users = (await instance.users.list()).filter(isHolder);
  const holders = accounts.length + users.length;
  if (holders > 0 && (await switchesOf(instance)).role_deletion === "refused_while_held") {
    const told = `${accounts.length} API keys and ${users.length} users hold ${role.name}: take it from them first`;
    throw new Refusal("role_in_use", told);
  }
  const without = (roleIds: readonly string[]): readonly string[] => roleIds.filter((id) => id !== role.id);
  for (const { id, roleIds } of accounts) await instance.accounts.patch(id, { roleIds: without(roleIds) });
  for (const { id, roleIds } of users) await instance.users.patch(id, { roleIds: without(roleIds) });
  await instance.roles.remove(role.id);
}

const path = "/v1/role";

export const roleEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "ListRoles", anyOf: ["roles.retrieve"] },
    replies: { 200: page(roleWire) },
    errors: { 422: ["validation_failed"] },
    async handle(instance, { query }) {
      const listed = pageOf(await instance.roles.list(), query, byName);
      return { status: 200, value: await shownPage(listed, shownRole) };
    },
  }),
  bodyEndpoint({
    ...{ method: "POST", path, operationId: "CreateRole", anyOf: ["roles.create"], body: roleCreation },
    replies: { 201: roleWire },
    errors: { 400: ["body_invalid"], 422: ["validation_failed"] },
    async handle(instance, { caller, readBody }) {
      const body = readBody();
      checkFields(roleFaults(body));
      await checkMayGive(instance, caller, body.permissions);
      return { status: 201, value: shownRole(await createRole(instance, body)) };
    },
  }),
  endpoint({
    ...{ method: "GET", path: `${path}/{id}`, operationId: "GetRole", anyOf: ["roles.retrieve"] },
    replies: { 200: roleWire },
    errors: { 404: ["role_not_found"] },
    handle: async (instance, { id }) => ({ status: 200, value: shownRole(await roleAt(instance, id)) }),
  }),
  bodyEndpoint({
    ...{ method: "PATCH", path: `${path}/{id}`, operationId: "UpdateRole", anyOf: ["roles.update"], body: roleUpdate },
    replies: { 200: roleWire },
    errors: { 400: ["body_invalid"], 404: ["role_not_found"], 422: ["validation_failed", "role_is_standard"] },
    async handle(instance, { id, caller, readBody }) {
      const role = await roleAt(instance, id);
      return { status: 200, value: shownRole(await updateRole(instance, { role, change: readBody(), caller })) };
    },
  }),
  endpoint({
    ...{ method: "DELETE", path: `${path}/{id}`, operationId: "DeleteRole", anyOf: ["roles.delete"] },
    replies: { 204: null },
    errors: { 404: ["role_not_found"], 422: ["role_in_use", "role_is_standard"] },
    async handle(instance, { id }) {
      await deleteRole(instance, await roleAt(instance, id));
      return { status: 204 };
    },
  }),
];
