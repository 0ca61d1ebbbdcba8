import { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { noGroups } from "../advice.ts";
import { objectId } from "../data/limits.ts";
import { moves } from "../own-provider.ts";
import { source } from "../source.ts";

export const roleBinding = defineNounFacts(definition, {
  source,
  moves: [moves.serviceAccountRole, moves.userRole],
  importForms: ["account/{id}", "member/{id}"],
  attributes: {
    roleId: { change: "replaces", accepts: objectId },
    serviceAccountId: { accepts: objectId },
    memberId: { accepts: objectId },
    groupId: { unsupported: noGroups },
    scope: { unsupported: "In SigNoz, the selectors of a role's permissions define its scope." },
  },
});
