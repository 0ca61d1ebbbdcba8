import { defineResource } from "#access/schema/definition.ts";
import { instant, text } from "#access/schema/types.ts";
import { scope } from "../scope.ts";
import { declareStatements, knownText } from "../../statements/declaration.ts";

export const roleBinding = defineResource({
  type: "role_binding",
  summary: "A role that one subject holds.",
  importId: ["id"],
  importForms: ["account/{id}", "member/{id}", "group/{groupId}/{id}"],
  exactlyOneOf: [["serviceAccountId", "memberId", "groupId"]],
  attributes: {
    id: text.computed("The vendor's id of the assignment."),
    roleId: text.required("The role to give.").refersTo("role"),
    serviceAccountId: text.optional("The account that holds it.").replaces().refersTo("service_account"),
    memberId: text.optional("The member who holds it.").replaces().refersTo("member"),
    groupId: text.optional("The group that holds it.").replaces().refersTo("group"),
    scope: scope
      .optional("Where the role applies. If not set, everywhere, or where the vendor's role itself says.")
      .replaces(),
    reason: text
      .optional("Why the role is given. Kept in state for reviewers, never sent to the vendor.")
      .notReadBack(),
    until: instant
      .optional("When the role should be taken away again. Kept in state for reviewers, never sent to the vendor.")
      .notReadBack(),
  },
});

export const statements = declareStatements(roleBinding, (state, at) => {
  const role = at.refer("role", state.roleId);
  const subject =
    at.refer("principal", state.serviceAccountId) ??
    at.refer("principal", state.memberId) ??
    at.refer("group", state.groupId);
  if (role === null || subject === null) return [];
  const grant = { kind: "role", role } as const;
  return [
    {
      kind: "holds",
      subject,
      grant,
      place: at.place(state.scope),
      reason: knownText(state.reason),
      until: knownText(state.until),
    },
  ];
});
