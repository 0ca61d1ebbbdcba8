import { role as definition } from "#access/model/nouns/resources/role.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { text } from "#access/schema/types.ts";
import { anyName } from "../data/limits.ts";
import { selectableBaseRoles } from "../data/managed-roles.ts";
import { splitRole } from "../split-role.ts";
import { createSource } from "../source.ts";

export const ownAttributes = {
  base: text
    .oneOf(...selectableBaseRoles)
    .optional(
      "The managed role that this role is built on. This role has its permissions in addition to `permissions`. If not set, the role has no base. Bigeye does not return it.",
    )
    .notReadBack(),
};

export const role = defineNounFacts(definition, {
  source: createSource("manage-roles"),
  ownAttributes,
  split: { tells: ["base"], split: splitRole },
  attributes: { name: { accepts: anyName } },
});
