import { member as definition } from "#access/model/nouns/resources/member.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { anyName, memberEmail } from "../data/limits.ts";
import { createSource } from "../source.ts";

const noInvitationSettings = "Bigeye sends its own invitation by email: leave this out.";

export const member = defineNounFacts(definition, {
  source: createSource("manage-users"),
  uniqueBy: ["email"],
  attributes: {
    email: { accepts: memberEmail },
    name: { isRequired: true, accepts: anyName },
    accountRole: {
      unsupported: 'Bigeye members have no role: administrators are in the group "Admin" (access_group_membership).',
    },
    inviteMode: { unsupported: noInvitationSettings },
    roleIds: { unsupported: "Add the member to groups with access_group_membership." },
    inviteBaseUrl: { unsupported: noInvitationSettings },
  },
});
