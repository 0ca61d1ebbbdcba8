import { key as definition } from "#access/model/nouns/resources/key.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { object, set, text } from "#access/schema/types.ts";
import { defaultLevels, keyAccountLevels, keyLevels } from "../data/levels.ts";
import { idTypes, keyDescription, keyName } from "../data/limits.ts";
import { createIdRule } from "../object-ids.ts";
import { source } from "../source.ts";

const spaceRole = object({
  type: text.oneOf("PREDEFINED", "CUSTOM").required("`PREDEFINED` for a level, `CUSTOM` for a role."),
  name: text.oneOf(...keyLevels).optional("The level, if `type` is `PREDEFINED`."),
  id: text.optional("The id of an `access_role`, if `type` is `CUSTOM`."),
});

const keySpace = object({
  spaceId: text.required("The id of the space."),
  role: spaceRole
    .optional("What the key may do in the space. If not set, the level `MEMBER`.")
    .default({ type: "PREDEFINED", name: defaultLevels.space, id: null }),
});

const keyOrganization = object({
  orgId: text.required("The id of the organization."),
  role: text
    .oneOf(...keyLevels)
    .optional(
      "The level in the organization. If not set, `READ_ONLY`. In public spaces that are not listed, the key has this level too; spaces are public by default.",
    )
    .default(defaultLevels.organization),
  spaces: set(keySpace).required("The organization's spaces that the key is for: 1 to 100."),
});

const keyAccess = object({
  accountRole: text
    .oneOf(...keyAccountLevels)
    .optional("The level in the account. If not set, `MEMBER`.")
    .default(defaultLevels.account),
  organizations: set(keyOrganization).required("The organizations that the key is for: 1 to 100."),
});

export const ownAttributes = {
  access: keyAccess
    .optional(
      "What the key may do, and where. It cannot exceed the level of the key's creator. Arize returns it only when the key is created, so a change outside Terraform is not detected.",
    )
    .notReadBack(),
  spaceId: text.computed("The first of the key's spaces. Arize lists keys per space.").nullable(),
};

export type KeyAccess = NonNullable<NonNullable<(typeof ownAttributes.access)["types"]>["value"]>;

/** Arize has no route that updates a key. */
export const key = defineNounFacts(definition, {
  source,
  leaves: "Arize does not say whether the bot of a revoked key is deleted: each plan and apply may leave one behind.",
  importForms: ["{spaceId}/{id}"],
  ownAttributes,
  attributes: {
    id: { accepts: createIdRule(idTypes.key) },
    spaceId: { accepts: createIdRule(idTypes.space) },
    serviceAccountId: {
      unsupported: "An Arize key comes with its own account, a bot: leave this out, and refer to the key's attribute.",
    },
    name: { isRequired: true, change: "rotates", accepts: keyName },
    description: { change: "rotates", accepts: keyDescription },
    expiresAt: { change: "rotates", resolution: "millisecond" },
    expiresIn: { change: "rotates" },
    access: { isRequired: true, change: "replaces" },
  },
});
