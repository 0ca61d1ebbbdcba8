import { role as definition } from "#access/model/nouns/resources/role.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { description, idTypes, roleName } from "../data/limits.ts";
import { createIdRule } from "../object-ids.ts";
import { source } from "../source.ts";

export const role = defineNounFacts(definition, {
  source,
  uniqueBy: ["name"],
  attributes: {
    id: { accepts: createIdRule(idTypes.role) },
    name: { accepts: roleName },
    description: { accepts: description },
    permissions: { isRequired: true },
  },
});
