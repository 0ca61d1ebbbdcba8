import { member as definition } from "#access/model/nouns/resources/member.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { inviteBaseUrl, memberName, objectId } from "../data/limits.ts";
import { moves } from "../own-provider.ts";
import { source } from "../source.ts";

export const member = defineNounFacts(definition, {
  source,
  moves: [moves.user],
  uniqueBy: ["email"],
  attributes: {
    name: { accepts: memberName },
    accountRole: {
      unsupported: "SigNoz users only have roles: list them in `role_ids`, or bind them with access_role_binding.",
    },
    inviteMode: {
      unsupported:
        "Set `invite_base_url` to have SigNoz send the invitation by email. Otherwise `activation_token` contains the token for the link.",
    },
    roleIds: { accepts: objectId },
    inviteBaseUrl: { accepts: inviteBaseUrl },
  },
});
