import { role as definition } from "#access/model/nouns/resources/role.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { text } from "#access/schema/types.ts";
import { anyName } from "../data/limits.ts";
import { selectableBaseRoles } from "../data/managed-roles.ts";
import { documentedOn } from "../source.ts";

export const ownAttributes = {
  base: text
    .oneOf(...selectableBaseRoles)
    .optional(
      "The managed role that this role is built on. It holds what that role holds, in addition to `permissions`. If not set, none. Bigeye does not return it.",
    )
    .notReadBack(),
};

export const role = defineNounFacts(definition, {
  source: documentedOn("manage-roles"),
  ownAttributes,
  attributes: { name: { accepts: anyName } },
});
