import { defineResource } from "../../schema/definition.ts";
import { instant, text } from "../../schema/types.ts";

export const roleBinding = defineResource({
  type: "role_binding",
  summary: "A role given to one subject.",
  importId: ["id"],
  importForms: ["account/{id}"],
  attributes: {
    id: text.computed("The vendor's id of the assignment."),
    roleId: text.required("The role that is given.").replaces().refersTo("role"),
    serviceAccountId: text.required("The account that holds it.").replaces().refersTo("service_account"),
    reason: text.optional("Why it is given. Kept in state for reviewers, never sent to the vendor.").notReadBack(),
    until: instant
      .optional("When it should be taken away again. Kept in state for reviewers, never sent to the vendor.")
      .notReadBack(),
  },
});
