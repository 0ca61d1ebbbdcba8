import { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { noGroups } from "../advice.ts";
import { boundScopes, idTypes } from "../data/limits.ts";
import { isIdOf } from "../object-ids.ts";
import { source } from "../source.ts";

export const roleBinding = defineNounFacts(definition, {
  source,
  importForms: ["{id}"],
  attributes: {
    roleId: { accepts: isIdOf(idTypes.role) },
    serviceAccountId: { accepts: isIdOf(idTypes.user) },
    memberId: { accepts: isIdOf(idTypes.user) },
    groupId: { unsupported: noGroups },
    scope: { isRequired: true, fields: { type: { oneOf: boundScopes } } },
  },
});
