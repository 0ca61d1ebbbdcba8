import { member as definition } from "#access/model/nouns/resources/member.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { accountLevels } from "../data/levels.ts";
import { idTypes, inviteModes, otherName } from "../data/limits.ts";
import { createIdRule } from "../object-ids.ts";
import { source } from "../source.ts";

export const member = defineNounFacts(definition, {
  source,
  attributes: {
    id: { accepts: createIdRule(idTypes.user) },
    name: { isRequired: true, accepts: otherName, normalizes: "trim" },
    accountRole: { isRequired: true, oneOf: accountLevels },
    inviteMode: { isRequired: true, oneOf: inviteModes },
    roleIds: { unsupported: "An Arize invitation does not grant roles: grant them with access_role_binding." },
    inviteBaseUrl: { unsupported: "Arize chooses the link in its invitations: leave this out." },
  },
});
