import { defineResource } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";
import { declareStatements } from "../../statements/declaration.ts";

export const groupMembership = defineResource({
  type: "group_membership",
  summary: "Membership of one service account or member in one group. Members of a group hold what the group holds.",
  importId: ["groupId", "id"],
  exactlyOneOf: [["serviceAccountId", "memberId"]],
  attributes: {
    id: text.computed("The vendor's id of the account or member in the group."),
    groupId: text.required("The group.").replaces().refersTo("group"),
    serviceAccountId: text.optional("The account to put into the group.").replaces().refersTo("service_account"),
    memberId: text.optional("The member to put into the group.").replaces().refersTo("member"),
    reason: text
      .optional("Why the subject is in the group. Kept in state for reviewers, never sent to the vendor.")
      .notReadBack(),
  },
});

export const statements = declareStatements(groupMembership, (state, at) => {
  const group = at.refer("group", state.groupId);
  const subject = at.refer("principal", state.serviceAccountId) ?? at.refer("principal", state.memberId);
  return group === null || subject === null ? [] : [{ kind: "inGroup", subject, group }];
});
