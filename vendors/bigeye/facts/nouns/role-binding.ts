import { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { objectId, scopeType, starterGroups } from "../data/limits.ts";
import { createSource } from "../source.ts";

export const roleBinding = defineNounFacts(definition, {
  source: createSource("manage-groups"),
  importForms: ["group/{groupId}/{id}"],
  starters: starterGroups.map(({ name, role }) => ({ groupId: name, roleId: role })),
  attributes: {
    roleId: { change: "replaces", accepts: objectId },
    serviceAccountId: {
      unsupported:
        "Bigeye gives roles to groups only: grant the role to a group (`group_id`), and add the account to the group with its `group_ids` or with access_group_membership.",
    },
    memberId: {
      unsupported:
        "Bigeye gives roles to groups only: grant the role to a group (`group_id`), and add the member to the group with access_group_membership.",
    },
    groupId: { accepts: objectId },
    scope: { isRequired: true, fields: { type: { oneOf: [scopeType] }, id: { accepts: objectId } } },
  },
});
