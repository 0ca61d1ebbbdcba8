import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as roleBindingWire from "#vendors/arize/wire/role-binding.ts";
import { type Endpoint, created, done, endpoint, found, fromBody, fromQuery, nothing } from "./endpoint.ts";
import { conflict, forbidden, notFound } from "./errors.ts";
import { parseId } from "./ids.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { bindingJson } from "./json.ts";
import { page, pageQuery } from "./page.ts";
import { roleAt, userAt } from "./places.ts";
import { type Rights, projectRights, spaceRights } from "./rights.ts";
import { type BindingRow, pairIndex } from "./tables.ts";

const listQuery = z.object({
  ...pageQuery,
  resource_type: z.enum(roleBindingWire.boundTypes),
  user_id: z.string().optional(),
});

/** What the caller may do on a space or project; nothing where it does not exist. */
async function rightsOn(
  instance: Instance,
  { user }: Caller,
  { resourceType, resourceId }: Pick<BindingRow, "resourceType" | "resourceId">,
): Promise<Rights> {
  if (resourceType === "SPACE") {
    const space = await instance.spaces.get(resourceId);
    return space === undefined ? new Set() : spaceRights(instance, user, space);
  }
  const project = await instance.projects.get(resourceId);
  return project === undefined ? new Set() : projectRights(instance, user, project);
}

export async function putBinding(
  instance: Instance,
  wanted: Pick<BindingRow, "roleId" | "userId" | "resourceType" | "resourceId"> & { readonly id?: string | undefined },
): Promise<BindingRow> {
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
): Promise<BindingRow> {
  parseId(idTypes.role, role_id, "role_id");
  parseId(idTypes.user, user_id, "user_id");
  parseId(resource_type === "SPACE" ? idTypes.space : idTypes.project, resource_id, "resource_id");
  const on = { resourceType: resource_type, resourceId: resource_id };
  if (!(await rightsOn(instance, caller, on)).has("ROLE_BINDING_CREATE")) {
    throw forbidden(`ROLE_BINDING_CREATE is missing on ${resource_id}`);
  }
  const { id: roleId } = await roleAt(instance, role_id);
  const { id: userId } = await userAt(instance, user_id);
  return putBinding(instance, { roleId, userId, ...on });
}

async function bindingAt(instance: Instance, id: string): Promise<BindingRow> {
  const binding = await instance.bindings.get(id);
  if (binding === undefined) throw notFound(`role binding ${id}`);
  return binding;
}

// 403 is not among the answers that the vendor lists for these two (arize.md §2): whoever may not, gets 404.
async function changeableAt(
  instance: Instance,
  { caller, id }: { readonly caller: Caller; readonly id: string },
  permission: "ROLE_BINDING_CREATE" | "ROLE_BINDING_DELETE",
): Promise<BindingRow> {
  const binding = await bindingAt(instance, id);
  if (!(await rightsOn(instance, caller, binding)).has(permission)) throw notFound(`role binding ${id}`);
  return binding;
}

const path = "/v2/role-bindings";
const onBinding = { path: `${path}/{binding_id}`, ids: { binding_id: idTypes.binding } } as const;

export const roleBindingEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "list_role_bindings" },
    reads: fromQuery(listQuery),
    replies: { 200: commonWire.pageOf("role_bindings", roleBindingWire.roleBinding) },
    refuses: [404],
    async handle(instance, { input }) {
      const { user_id, resource_type } = input;
      const userId = user_id === undefined ? undefined : (await userAt(instance, user_id)).id;
      const all = userId === undefined ? await instance.bindings.list() : await instance.bindings.find("user", userId);
      const { rows, pagination } = page(
        all.filter(({ resourceType }) => resourceType === resource_type),
        input,
      );
      return found({ role_bindings: rows.map(bindingJson), pagination });
    },
  }),
  endpoint({
    ...{ method: "POST", path, operationId: "create_role_binding", permissions: ["ROLE_BINDING_CREATE"] },
    reads: fromBody(roleBindingWire.roleBindingCreation),
    replies: { 201: roleBindingWire.roleBinding },
    refuses: [403, 404, 409, 422],
    handle: async (instance, { caller, input }) => created(bindingJson(await createBinding(instance, caller, input))),
  }),
  endpoint({
    ...{ method: "GET", ...onBinding, operationId: "get_role_binding" },
    reads: nothing,
    replies: { 200: roleBindingWire.roleBinding },
    refuses: [404],
    handle: async (instance, { params: { binding_id = "" } }) =>
      found(bindingJson(await bindingAt(instance, binding_id))),
  }),
  endpoint({
    ...{ method: "PATCH", ...onBinding, operationId: "update_role_binding", permissions: ["ROLE_BINDING_CREATE"] },
    reads: fromBody(roleBindingWire.roleBindingUpdate),
    replies: { 200: roleBindingWire.roleBinding },
    refuses: [404, 409, 422],
    async handle(instance, { caller, params: { binding_id = "" }, input }) {
      const at = { caller, id: binding_id };
      const binding = await changeableAt(instance, at, "ROLE_BINDING_CREATE");
      const { id: roleId } = await roleAt(instance, input.role_id);
      const changed = await instance.bindings.patch(binding.id, { roleId, updatedAt: instance.timestamp() });
      return found(bindingJson(changed ?? binding));
    },
  }),
  endpoint({
    ...{ method: "DELETE", ...onBinding, operationId: "delete_role_binding", permissions: ["ROLE_BINDING_DELETE"] },
    reads: nothing,
    replies: { 204: null },
    refuses: [404],
    async handle(instance, { caller, params: { binding_id = "" } }) {
      const binding = await changeableAt(instance, { caller, id: binding_id }, "ROLE_BINDING_DELETE");
      await instance.bindings.remove(binding.id);
      return done;
    },
  }),
];
