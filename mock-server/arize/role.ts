import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as roleWire from "#vendors/arize/wire/role.ts";
import { type Endpoint, created, done, endpoint, found, fromBody, fromQuery, nothing } from "./endpoint.ts";
import { conflict, forbidden } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { roleJson } from "./json.ts";
import { page, pageQuery } from "./page.ts";
import { roleAt } from "./places.ts";
import { isAccountAdmin } from "./rights.ts";
import type { RoleRow } from "./tables.ts";

const listQuery = z.object({ ...pageQuery, is_predefined: z.enum(["true", "false"]).optional() });

function checkAdmin({ user }: Caller): void {
  if (!isAccountAdmin(user)) throw forbidden("roles are changed by administrators of the account");
}

async function checkFree(instance: Instance, name: string, ownId?: string): Promise<void> {
  const holders = await instance.roles.find("name", name);
  if (holders.some(({ id }) => id !== ownId)) throw conflict(`a role named ${name} exists already`);
}

export interface NewRole extends roleWire.RoleCreation {
  readonly id?: string | undefined;
  readonly isPredefined?: boolean;
}

export async function createRole(instance: Instance, wanted: NewRole): Promise<RoleRow> {
  const { name, description = null, permissions, id, isPredefined = false } = wanted;
  await checkFree(instance, name);
  const at = instance.timestamp();
  const row: RoleRow = {
    ...{ id: id ?? (await instance.newId(idTypes.role)), name, description, isPredefined, isDeleted: false },
    ...{ permissions: [...new Set<string>(permissions)], createdAt: at, updatedAt: at },
  };
  await instance.roles.put(row);
  return row;
}

async function customRoleAt(instance: Instance, caller: Caller, id: string): Promise<RoleRow> {
  const role = await roleAt(instance, id);
  checkAdmin(caller);
  if (role.isPredefined) throw forbidden(`${role.name} is predefined: it can be neither changed nor deleted`);
  return role;
}

async function updateRole(instance: Instance, role: RoleRow, body: roleWire.RoleUpdate): Promise<RoleRow> {
  const { name = role.name, description = role.description, permissions = role.permissions } = body;
  await checkFree(instance, name, role.id);
  const change = { name, description, permissions: [...new Set(permissions)], updatedAt: instance.timestamp() };
  return (await instance.roles.patch(role.id, change)) ?? role;
}

const path = "/v2/roles";
const onRole = { path: `${path}/{role_id}`, ids: { role_id: idTypes.role } } as const;
const admin = { permissions: ["ADMIN"] };

export const roleEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "list_roles" },
    reads: fromQuery(listQuery),
    replies: { 200: commonWire.pageOf("roles", roleWire.role) },
    refuses: [403],
    async handle(instance, { input }) {
      const kept = (await instance.roles.list()).filter(
        ({ isDeleted, isPredefined }) =>
          !isDeleted && (input.is_predefined === undefined || isPredefined === (input.is_predefined === "true")),
      );
      const { rows, pagination } = page(kept, input);
      return found({ roles: rows.map(roleJson), pagination });
    },
  }),
  endpoint({
    ...{ method: "POST", path, operationId: "create_role", ...admin },
    reads: fromBody(roleWire.roleCreation),
    replies: { 201: roleWire.role },
    refuses: [403, 409, 422],
    async handle(instance, { caller, input }) {
      checkAdmin(caller);
      return created(roleJson(await createRole(instance, input)));
    },
  }),
  endpoint({
    ...{ method: "GET", ...onRole, operationId: "get_role" },
    reads: nothing,
    replies: { 200: roleWire.role },
    refuses: [404],
    handle: async (instance, { params: { role_id = "" } }) => found(roleJson(await roleAt(instance, role_id))),
  }),
  endpoint({
    ...{ method: "PATCH", ...onRole, operationId: "update_role", ...admin },
    reads: fromBody(roleWire.roleUpdate),
    replies: { 200: roleWire.role },
    refuses: [403, 404, 409, 422],
    async handle(instance, { caller, params: { role_id = "" }, input }) {
      return found(roleJson(await updateRole(instance, await customRoleAt(instance, caller, role_id), input)));
    },
  }),
  endpoint({
    ...{ method: "DELETE", ...onRole, operationId: "delete_role", ...admin },
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { role_id = "" } }) {
      const role = await customRoleAt(instance, caller, role_id);
      // Its bindings stay and hold nothing: the vendor says "soft delete", and no more (arize.md §4).
      await instance.roles.patch(role.id, { isDeleted: true });
      return done;
    },
  }),
];
