import { role as definition } from "#access/model/nouns/resources/role.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { description, roleName } from "../data/limits.ts";
import { source } from "../source.ts";

export const role = defineNounFacts(definition, {
  source,
  attributes: {
    name: { accepts: roleName },
    description: { accepts: description },
    permissions: { isRequired: true },
  },
});
