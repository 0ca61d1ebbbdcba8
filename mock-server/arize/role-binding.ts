import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as roleBindingWire from "#vendors/arize/wire/role-binding.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { conflict, errorCodes, forbidden, notFound } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { parseId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { bindingJson } from "./json.ts";
import { getRole, getUser } from "./lookups.ts";
import { pageQuery, takePage } from "./paging.ts";
import { pairIndex } from "./pair-index.ts";
import { type Rights, findProjectRights, findSpaceRights } from "./permissions.ts";
import { findSeedRoleId, findSeedSpace, findSeedUser, seedEmail, seedId } from "./seed.ts";

const row = z
  .object({
    id: z.string(),
    roleId: z.string(),
    userId: z.string(),
    resourceType: z.enum(roleBindingWire.boundTypes),
    resourceId: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = {
  bindings: defineTable({
    name: "arize/role-bindings",
    row,
    indexes: {
      user: ({ userId }) => userId,
      resource: ({ resourceId }) => resourceId,
      pair: ({ userId, resourceId }) => pairIndex(userId, resourceId),
    },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const listQuery = z.object({
  ...pageQuery,
  resource_type: z.enum(roleBindingWire.boundTypes),
  user_id: z.string().optional(),
});

/** What the caller may do on a space or project; nothing where it does not exist. */
async function findRights(
  instance: Instance,
  { user }: Caller,
  { resourceType, resourceId }: Pick<Row<"bindings">, "resourceType" | "resourceId">,
): Promise<Rights> {
  if (resourceType === "SPACE") {
    const space = await instance.spaces.get(resourceId);
    return space === undefined ? new Set() : findSpaceRights(instance, user, space);
  }
  const project = await instance.projects.get(resourceId);
  return project === undefined ? new Set() : findProjectRights(instance, user, project);
}

export async function putBinding(
  instance: Instance,
  wanted: Pick<Row<"bindings">, "roleId" | "userId" | "resourceType" | "resourceId"> & {
    readonly id?: string | undefined;
  },
): Promise<Row<"bindings">> {
  const { id, userId, resourceId } = wanted;
  if ((await instance.bindings.find("pair", pairIndex(userId, resourceId))).length > 0) {
    throw conflict("the user has a role on this resource already: change it, or delete it first");
  }
  const at = instance.timestamp();
  const row = { ...wanted, id: id ?? (await instance.newId(idTypes.binding)), createdAt: at, updatedAt: at };
  await instance.bindings.put(row);
  return row;
}

async function createBinding(
  instance: Instance,
  caller: Caller,
  { role_id, user_id, resource_type, resource_id }: roleBindingWire.RoleBindingCreation,
): Promise<Row<"bindings">> {
  parseId(idTypes.role, role_id, "role_id");
  parseId(idTypes.user, user_id, "user_id");
  parseId(resource_type === "SPACE" ? idTypes.space : idTypes.project, resource_id, "resource_id");
  const on = { resourceType: resource_type, resourceId: resource_id };
  if (!(await findRights(instance, caller, on)).has("ROLE_BINDING_CREATE")) {
    throw forbidden(`ROLE_BINDING_CREATE is missing on ${resource_id}`);
  }
  const { id: roleId } = await getRole(instance, role_id);
  const { id: userId } = await getUser(instance, user_id);
  return putBinding(instance, { roleId, userId, ...on });
}

async function getBinding(instance: Instance, id: string): Promise<Row<"bindings">> {
  const binding = await instance.bindings.get(id);
  if (binding === undefined) throw notFound(`role binding ${id}`);
  return binding;
}

// The vendor lists no 403 for these two: callers without the permission get 404.
async function getChangeable(
  instance: Instance,
  { caller, id }: { readonly caller: Caller; readonly id: string },
  permission: "ROLE_BINDING_CREATE" | "ROLE_BINDING_DELETE",
): Promise<Row<"bindings">> {
  const binding = await getBinding(instance, id);
  if (!(await findRights(instance, caller, binding)).has(permission)) throw notFound(`role binding ${id}`);
  return binding;
}

const seedBinding = z.strictObject({
  id: seedId(idTypes.binding),
  role: z.string(),
  email: seedEmail,
  organization: z.string(),
  space: z.string(),
  /** Left out: on the space itself. */
  project: z.string().optional(),
});

async function plantBinding(
  instance: Instance,
  { id, ...seed }: z.output<typeof seedBinding>,
  place: SeedPlace,
): Promise<void> {
  const space = await findSeedSpace(instance, seed, place);
  const { id: userId } = await findSeedUser(instance, seed.email, place);
  const bound = { id, userId, roleId: await findSeedRoleId(instance, seed.role, place) };
  if (seed.project === undefined) {
    await putBinding(instance, { ...bound, resourceType: "SPACE", resourceId: space.id });
    return;
  }
  const projects = await instance.projects.find("space", space.id);
  const project = place.existing(
    projects.find(({ name }) => name === seed.project),
    `project ${seed.project} in it`,
  );
  await putBinding(instance, { ...bound, resourceType: "PROJECT", resourceId: project.id });
}

const path = "/v2/role-bindings";
const onBinding = { path: `${path}/{binding_id}`, ids: { binding_id: idTypes.binding } } as const;

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "list_role_bindings",
    query: listQuery,
    replies: { 200: commonWire.pageOf("role_bindings", roleBindingWire.roleBinding) },
    errors: errorCodes(404),
    async handle(instance, { query }) {
      const { user_id, resource_type } = query;
      const userId = user_id === undefined ? undefined : (await getUser(instance, user_id)).id;
      const all = userId === undefined ? await instance.bindings.list() : await instance.bindings.find("user", userId);
      const { rows, pagination } = takePage(
        all.filter(({ resourceType }) => resourceType === resource_type),
        query,
      );
      return found({ role_bindings: rows.map(bindingJson), pagination });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "create_role_binding",
    permissions: ["ROLE_BINDING_CREATE"],
    body: roleBindingWire.roleBindingCreation,
    replies: { 201: roleBindingWire.roleBinding },
    errors: errorCodes(403, 404, 409, 422),
    handle: async (instance, { caller, body }) => created(bindingJson(await createBinding(instance, caller, body))),
  }),
  endpoint({
    method: "GET",
    ...onBinding,
    operationId: "get_role_binding",
    replies: { 200: roleBindingWire.roleBinding },
    errors: errorCodes(404),
    handle: async (instance, { params: { binding_id = "" } }) =>
      found(bindingJson(await getBinding(instance, binding_id))),
  }),
  endpoint({
    method: "PATCH",
    ...onBinding,
    operationId: "update_role_binding",
    permissions: ["ROLE_BINDING_CREATE"],
    body: roleBindingWire.roleBindingUpdate,
    replies: { 200: roleBindingWire.roleBinding },
    errors: errorCodes(404, 409, 422),
    async handle(instance, { caller, params: { binding_id = "" }, body }) {
      const at = { caller, id: binding_id };
      const binding = await getChangeable(instance, at, "ROLE_BINDING_CREATE");
      const { id: roleId } = await getRole(instance, body.role_id);
      const changed = await instance.bindings.patch(binding.id, { roleId, updatedAt: instance.timestamp() });
      return found(bindingJson(changed ?? binding));
    },
  }),
  endpoint({
    method: "DELETE",
    ...onBinding,
    operationId: "delete_role_binding",
    permissions: ["ROLE_BINDING_DELETE"],
    replies: { 204: null },
    errors: errorCodes(404),
    async handle(instance, { caller, params: { binding_id = "" } }) {
      const binding = await getChangeable(instance, { caller, id: binding_id }, "ROLE_BINDING_DELETE");
      await instance.bindings.remove(binding.id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({ member: "roleBindings", item: seedBinding, after: ["organizations"], plant: plantBinding }),
});
