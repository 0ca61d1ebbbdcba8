import { z } from "zod";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { notFound } from "./errors.ts";
import { parseId } from "./ids.ts";
import type { SettingsRow } from "./organization-tables.ts";
import { done } from "./outcome.ts";
import { assignRole } from "./service-account-roles.ts";
import { activeAccount } from "./service-accounts.ts";

const path = "/api/v1/service_accounts/{id}/roles";
const isRouted = ({ version }: SettingsRow): boolean => version === "v0.138.0";
const body = z.object({
  id: z
    .string()
    .nullish()
    .transform((id) => id ?? ""),
});

/** What came before `/service_account_roles`; gone after v0.138.0 (signoz.md §1.3). */
export const nestedRoleEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "CreateServiceAccountRoleDeprecated",
    gate: {
      kind: "permitted",
      needs: [
        { verb: "attach", kind: "serviceaccount", on: "account in path" },
        { verb: "attach", kind: "role", on: "id in body" },
      ],
    },
    isRouted,
    body,
    replies: { 204: null },
    errors: { 400: ["invalid_selector", "invalid_valuer"], 404: ["role_not_found", "service_account_not_found"] },
    async handle(instance, { params: { id = "" }, body: { id: roleId } }) {
      await assignRole(instance, { serviceAccountId: id, roleId: parseId(roleId) });
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{rid}`,
    operationId: "DeleteServiceAccountRoleDeprecated",
    gate: {
      kind: "permitted",
      needs: [
        { verb: "detach", kind: "serviceaccount", on: "account in path" },
        { verb: "detach", kind: "role", on: "nested role in path" },
      ],
    },
    isRouted,
    replies: { 204: null },
    errors: {
      400: ["invalid_selector", "invalid_valuer"],
      404: ["role_not_found", "service_account_not_found", "service_account_role_not_found"],
    },
    async handle(instance, { params: { id = "", rid = "" } }) {
      await activeAccount(instance, id);
      const roleId = parseId(rid);
      const row = (await instance.assignments.find("account", id)).find((assignment) => assignment.roleId === roleId);
      if (row === undefined) throw notFound("service_account_role_not_found", `account ${id} has no role ${rid}`);
      await instance.assignments.remove(row.id);
      return done;
    },
  }),
];
