import { member as definition } from "#access/model/nouns/resources/member.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { bool } from "#access/schema/types.ts";
import { accountLevels } from "../data/levels.ts";
import { idTypes, inviteModes, otherName } from "../data/limits.ts";
import { createIdRule } from "../object-ids.ts";
import { source } from "../source.ts";

export const ownAttributes = {
  isDeveloper: bool
    .optional(
      "Whether the person may create API keys and service keys. If not set, as Arize decides: yes for ADMIN and MEMBER, no for ANNOTATOR.",
    )
    .computed(),
};

export const member = defineNounFacts(definition, {
  source,
  ownAttributes,
  removal:
    "Arize blocks the person permanently, and nobody can invite them again. The same goes for a change of `email`. Set `deletion_policy` to `abandon` to keep the person in Arize.",
  uniqueBy: ["email"],
  attributes: {
    id: { accepts: createIdRule(idTypes.user) },
    name: { isRequired: true, accepts: otherName, normalizes: "trim" },
    accountRole: { isRequired: true, oneOf: accountLevels },
    inviteMode: { isRequired: true, oneOf: inviteModes },
    roleIds: { unsupported: "An Arize invitation does not grant roles: grant them with access_role_binding." },
    inviteBaseUrl: { unsupported: "Arize chooses the link in its invitations: leave this out." },
  },
});
