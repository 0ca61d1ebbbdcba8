import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { serviceAccountRole, serviceAccountRoleBody } from "#vendors/signoz/wire/role-binding.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { invalidInput, notFound } from "./errors.ts";
import { parseId, zeroId } from "./ids.ts";
import type { Instance } from "./instance.ts";
import { assignmentJson } from "./json.ts";
import { created, done, foundJson } from "./outcome.ts";
import { activeAccount } from "./service-accounts.ts";
import type { AssignmentRow, RoleRow } from "./tables.ts";

export interface Pair {
  readonly serviceAccountId: string;
  readonly roleId: string;
}

async function existingRole(instance: Instance, id: string): Promise<RoleRow> {
  const role = await instance.roles.get(id);
  if (role === undefined) throw notFound("role_not_found", `role ${id} does not exist`);
  return role;
}

/** Idempotent: the pair's assignment that is there is answered. */
export async function assignRole(instance: Instance, { serviceAccountId, roleId }: Pair): Promise<AssignmentRow> {
  if (serviceAccountId === zeroId) {
    throw invalidInput("service_account_invalid_input", "serviceAccountId must not be the all-zero id");
  }
  await existingRole(instance, roleId);
  await activeAccount(instance, serviceAccountId);
  const assignments = await instance.assignments.find("account", serviceAccountId);
  const same = assignments.find((assignment) => assignment.roleId === roleId);
  if (same !== undefined) return same;
  const at = instance.timestamp();
  const row: AssignmentRow = { id: instance.newId(), serviceAccountId, roleId, createdAt: at, updatedAt: at };
  await instance.assignments.put(row);
  return row;
}

async function assignmentAt(instance: Instance, text: string): Promise<AssignmentRow> {
  const id = parseId(text);
  const row = await instance.assignments.get(id);
  if (row === undefined) throw notFound("service_account_role_not_found", `service account role ${id} does not exist`);
  return row;
}

const path = "/api/v1/service_account_roles";

export const serviceAccountRoleEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "CreateServiceAccountRole",
    gate: {
      kind: "permitted",
      needs: [
        { verb: "attach", kind: "serviceaccount", on: "account in body" },
        { verb: "attach", kind: "role", on: "role in body" },
      ],
    },
    body: serviceAccountRoleBody,
    replies: { 201: success(createdBody) },
    errors: {
      400: ["invalid_resource_id", "invalid_selector", "invalid_valuer", "service_account_invalid_input"],
      404: ["role_not_found", "service_account_not_found"],
    },
    async handle(instance, { body: { serviceAccountId, roleId } }) {
      const { id } = await assignRole(instance, { serviceAccountId, roleId: parseId(roleId) });
      return created({ id });
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetServiceAccountRole",
    gate: { kind: "permitted", needs: [{ verb: "read", kind: "serviceaccount", on: "account of assignment" }] },
    replies: { 200: success(serviceAccountRole) },
    errors: { 400: ["invalid_valuer"], 404: ["service_account_role_not_found"] },
    async handle(instance, { params: { id = "" } }) {
      const assignment = await assignmentAt(instance, id);
      return foundJson(assignmentJson(assignment, await existingRole(instance, assignment.roleId)));
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteServiceAccountRole",
    gate: {
      kind: "permitted",
      needs: [
        { verb: "detach", kind: "serviceaccount", on: "account of assignment" },
        { verb: "detach", kind: "role", on: "role of assignment" },
      ],
    },
    replies: { 204: null },
    errors: { 400: ["invalid_valuer"], 404: ["service_account_role_not_found", "service_account_not_found"] },
    async handle(instance, { params: { id = "" } }) {
      const assignment = await assignmentAt(instance, id);
      await activeAccount(instance, assignment.serviceAccountId);
      await instance.assignments.remove(assignment.id);
      return done;
    },
  }),
];
