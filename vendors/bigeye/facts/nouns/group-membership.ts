import { groupMembership as definition } from "#access/model/nouns/resources/group-membership.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { objectId } from "../data/limits.ts";
import { createSource } from "../source.ts";

export const groupMembership = defineNounFacts(definition, {
  source: createSource("manage-groups"),
  attributes: {
    groupId: { accepts: objectId },
    serviceAccountId: { accepts: objectId },
    memberId: { accepts: objectId },
  },
});
