import { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { noGroups } from "../advice.ts";
import { boundScopes, idTypes } from "../data/limits.ts";
import { createIdRule } from "../object-ids.ts";
import { source } from "../source.ts";

export const roleBinding = defineNounFacts(definition, {
  source,
  // Whether it is a person or a bot, only the configuration knows.
  untold: ["serviceAccountId", "memberId"],
  importForms: ["{id}"],
  attributes: {
    id: { accepts: createIdRule(idTypes.binding) },
    roleId: { accepts: createIdRule(idTypes.role) },
    serviceAccountId: { accepts: createIdRule(idTypes.user) },
    memberId: { accepts: createIdRule(idTypes.user) },
    groupId: { unsupported: noGroups },
    scope: {
      isRequired: true,
      fields: { type: { oneOf: boundScopes }, id: { accepts: createIdRule(idTypes.space, idTypes.project) } },
    },
  },
});
