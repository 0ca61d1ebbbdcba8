import { role as definition } from "#access/model/nouns/resources/role.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { customRoleName, roleName } from "../data/limits.ts";
import { moves } from "../own-provider.ts";
import { source } from "../source.ts";

export const role = defineNounFacts(definition, {
  source,
  moves: [moves.role],
  uniqueBy: ["name"],
  attributes: { name: { change: "replaces", accepts: [roleName, customRoleName] } },
});
