import { group as definition } from "#access/model/nouns/resources/group.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { set, text } from "#access/schema/types.ts";
import { adminGroup, anyName, starterGroups } from "../data/limits.ts";
import { createSource } from "../source.ts";

export const ownAttributes = {
  idpGroups: set(text).optional(
    "The exact set of identity provider groups whose members are in this group. If not set, they are not managed here. An empty set removes all.",
  ),
};

export const group = defineNounFacts(definition, {
  source: createSource("manage-groups"),
  ownAttributes,
  untold: ["idpGroups"],
  builtIn: { name: [adminGroup, ...starterGroups.map(({ name }) => name)] },
  uniqueBy: ["name"],
  attributes: { name: { accepts: anyName } },
});
