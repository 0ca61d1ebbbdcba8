import { z } from "zod";
import { defineMockNoun } from "../shared/noun.ts";
import { done } from "../shared/outcome.ts";
import { endpoint } from "./endpoint.ts";
import { notFound } from "./errors.ts";
import { parseId } from "./ids.ts";
import type { Row } from "./instance.ts";
import { getActiveAccount } from "./lookups.ts";
import { objectInPath, roleInBody, roleInPath } from "./permission-targets.ts";
import { assignRole } from "./role-binding.ts";

const path = "/api/v1/service_accounts/{id}/roles";
const isRouted = ({ version }: Row<"settings">): boolean => version === "v0.138.0";
const body = z.object({
  id: z
    .string()
    .nullish()
    .transform((id) => id ?? ""),
});

/** What came before `/service_account_roles`; gone after v0.138.0. */
const routes = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreateServiceAccountRoleDeprecated",
    gate: {
      kind: "permitted",
      needs: [
        [
          { verb: "attach", kind: "serviceaccount", on: objectInPath("id") },
          { verb: "attach", kind: "role", on: roleInBody("id") },
        ],
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
        [
          { verb: "detach", kind: "serviceaccount", on: objectInPath("id") },
          { verb: "detach", kind: "role", on: roleInPath("rid") },
        ],
      ],
    },
    isRouted,
    replies: { 204: null },
    errors: {
      400: ["invalid_selector", "invalid_valuer"],
      404: ["role_not_found", "service_account_not_found", "service_account_role_not_found"],
    },
    async handle(instance, { params: { id = "", rid = "" } }) {
      await getActiveAccount(instance, id);
      const roleId = parseId(rid);
      const row = (await instance.assignments.find("account", id)).find((assignment) => assignment.roleId === roleId);
      if (row === undefined) throw notFound("service_account_role_not_found", `account ${id} has no role ${rid}`);
      await instance.assignments.remove(row.id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ routes });
