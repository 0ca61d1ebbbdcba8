import { defineResource } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";

export const groupMembership = defineResource({
  type: "group_membership",
  summary: "One subject in one group. What the group holds, its subjects hold.",
  importId: ["groupId", "id"],
  exactlyOneOf: [["serviceAccountId", "memberId"]],
  attributes: {
    id: text.computed("The vendor's id of whoever is in the group."),
    groupId: text.required("The group.").replaces().refersTo("group"),
    serviceAccountId: text.optional("The account that is in it.").replaces().refersTo("service_account"),
    memberId: text.optional("The member who is in it.").replaces().refersTo("member"),
    reason: text.optional("Why. Kept in state for reviewers, never sent to the vendor.").notReadBack(),
  },
});
