import { z } from "zod";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { serviceAccountRole, serviceAccountRoleBody } from "#vendors/signoz/wire/role-binding.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, foundJson } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { invalidInput } from "./errors.ts";
import { parseId, zeroId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { assignmentJson } from "./json.ts";
import { getActiveAccount, getAssignment, getRoleById } from "./lookups.ts";
import { accountOfAssignment, objectInBody, roleInBody, roleOfAssignment } from "./permission-targets.ts";

/** Kept when the account is deleted. */
const row = z
  .object({
    id: z.string(),
    serviceAccountId: z.string(),
    roleId: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = {
  assignments: defineTable({
    name: "signoz/service-account-roles",
    row,
    indexes: { account: ({ serviceAccountId }) => serviceAccountId, role: ({ roleId }) => roleId },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

export interface Pair {
  readonly serviceAccountId: string;
  readonly roleId: string;
}

/** Idempotent: the pair's assignment that is there is answered. */
export async function assignRole(instance: Instance, { serviceAccountId, roleId }: Pair): Promise<Row<"assignments">> {
  if (serviceAccountId === zeroId) {
    throw invalidInput("service_account_invalid_input", "serviceAccountId must not be the all-zero id");
  }
  await getRoleById(instance, roleId);
  await getActiveAccount(instance, serviceAccountId);
  const assignments = await instance.assignments.find("account", serviceAccountId);
  const same = assignments.find((assignment) => assignment.roleId === roleId);
  if (same !== undefined) return same;
  const at = instance.timestamp();
  const row: Row<"assignments"> = { id: instance.newId(), serviceAccountId, roleId, createdAt: at, updatedAt: at };
  await instance.assignments.put(row);
  return row;
}

const path = "/api/v1/service_account_roles";

const routes = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreateServiceAccountRole",
    gate: {
      kind: "permitted",
      needs: [
        [
          { verb: "attach", kind: "serviceaccount", on: objectInBody("serviceAccountId") },
          { verb: "attach", kind: "role", on: roleInBody("roleId") },
        ],
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
    gate: { kind: "permitted", needs: [{ verb: "read", kind: "serviceaccount", on: accountOfAssignment }] },
    replies: { 200: success(serviceAccountRole) },
    errors: { 400: ["invalid_valuer"], 404: ["service_account_role_not_found"] },
    async handle(instance, { params: { id = "" } }) {
      const assignment = await getAssignment(instance, id);
      return foundJson(assignmentJson(assignment, await getRoleById(instance, assignment.roleId)));
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteServiceAccountRole",
    gate: {
      kind: "permitted",
      needs: [
        [
          { verb: "detach", kind: "serviceaccount", on: accountOfAssignment },
          { verb: "detach", kind: "role", on: roleOfAssignment },
        ],
      ],
    },
    replies: { 204: null },
    errors: { 400: ["invalid_valuer"], 404: ["service_account_role_not_found", "service_account_not_found"] },
    async handle(instance, { params: { id = "" } }) {
      const assignment = await getAssignment(instance, id);
      await getActiveAccount(instance, assignment.serviceAccountId);
      await instance.assignments.remove(assignment.id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
