import { group as definition } from "#access/model/nouns/resources/group.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { set, text } from "#access/schema/types.ts";
import { anyName } from "../data/limits.ts";
import { documentedOn } from "../source.ts";

export const ownAttributes = {
  idpGroups: set(text).optional(
    "Exactly the groups of the identity provider whose members are in this group. If not set, they are not managed here. An empty set is none.",
  ),
};

export const group = defineNounFacts(definition, {
  source: documentedOn("manage-groups"),
  ownAttributes,
  attributes: { name: { accepts: anyName } },
});
