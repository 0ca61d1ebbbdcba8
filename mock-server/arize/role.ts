import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as roleWire from "#vendors/arize/wire/role.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, found } from "../shared/outcome.ts";
import { seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { conflict, errorCodes, forbidden } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import { roleJson } from "./json.ts";
import { getRole } from "./lookups.ts";
import { pageQuery, takePage } from "./paging.ts";
import { isAccountAdmin } from "./permissions.ts";
import { seedId } from "./seed.ts";

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    permissions: z.array(z.string()).readonly(),
    isPredefined: z.boolean(),
    isDeleted: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = {
  roles: defineTable({
    name: "arize/roles",
    row,
    indexes: { name: ({ name, isDeleted }) => (isDeleted ? undefined : name) },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

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

export async function createRole(instance: Instance, wanted: NewRole): Promise<Row<"roles">> {
  const { name, description = null, permissions, id, isPredefined = false } = wanted;
  await checkFree(instance, name);
  const at = instance.timestamp();
  const row: Row<"roles"> = {
    id: id ?? (await instance.newId(idTypes.role)),
    name,
    description,
    isPredefined,
    isDeleted: false,
    permissions: [...new Set<string>(permissions)],
    createdAt: at,
    updatedAt: at,
  };
  await instance.roles.put(row);
  return row;
}

async function getCustomRole(instance: Instance, caller: Caller, id: string): Promise<Row<"roles">> {
  const role = await getRole(instance, id);
  checkAdmin(caller);
  if (role.isPredefined) throw forbidden(`${role.name} is predefined: it can be neither changed nor deleted`);
  return role;
}

async function updateRole(instance: Instance, role: Row<"roles">, body: roleWire.RoleUpdate): Promise<Row<"roles">> {
  const { name = role.name, description = role.description, permissions = role.permissions } = body;
  await checkFree(instance, name, role.id);
  const change = { name, description, permissions: [...new Set(permissions)], updatedAt: instance.timestamp() };
  return (await instance.roles.patch(role.id, change)) ?? role;
}

const path = "/v2/roles";
const onRole = { path: `${path}/{role_id}`, ids: { role_id: idTypes.role } } as const;
const admin = { permissions: ["ADMIN"] };

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "list_roles",
    query: listQuery,
    replies: { 200: commonWire.pageOf("roles", roleWire.role) },
    errors: errorCodes(403),
    async handle(instance, { query }) {
      const kept = (await instance.roles.list()).filter(
        ({ isDeleted, isPredefined }) =>
          !isDeleted && (query.is_predefined === undefined || isPredefined === (query.is_predefined === "true")),
      );
      const { rows, pagination } = takePage(kept, query);
      return found({ roles: rows.map(roleJson), pagination });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "create_role",
    ...admin,
    body: roleWire.roleCreation,
    replies: { 201: roleWire.role },
    errors: errorCodes(403, 409, 422),
    async handle(instance, { caller, body }) {
      checkAdmin(caller);
      return created(roleJson(await createRole(instance, body)));
    },
  }),
  endpoint({
    method: "GET",
    ...onRole,
    operationId: "get_role",
    replies: { 200: roleWire.role },
    errors: errorCodes(404),
    handle: async (instance, { params: { role_id = "" } }) => found(roleJson(await getRole(instance, role_id))),
  }),
  endpoint({
    method: "PATCH",
    ...onRole,
    operationId: "update_role",
    ...admin,
    body: roleWire.roleUpdate,
    replies: { 200: roleWire.role },
    errors: errorCodes(403, 404, 409, 422),
    async handle(instance, { caller, params: { role_id = "" }, body }) {
      return found(roleJson(await updateRole(instance, await getCustomRole(instance, caller, role_id), body)));
    },
  }),
  endpoint({
    method: "DELETE",
    ...onRole,
    operationId: "delete_role",
    ...admin,
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { role_id = "" } }) {
      const role = await getCustomRole(instance, caller, role_id);
      // Its bindings stay and hold nothing: the vendor says "soft delete", and no more.
      await instance.roles.patch(role.id, { isDeleted: true });
      return done;
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({
    member: "roles",
    item: roleWire.roleCreation.extend({ id: seedId(idTypes.role) }),
    plant: createRole,
  }),
});
