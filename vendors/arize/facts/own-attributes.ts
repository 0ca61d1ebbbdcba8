import { object, set, text } from "#access/schema/types.ts";

const spaceRole = object({
  type: text.required("`PREDEFINED` for a level, `CUSTOM` for a role."),
  name: text.optional("The level of a `PREDEFINED` one: `ADMIN`, `MEMBER` or `READ_ONLY`."),
  id: text.optional("The id of a `CUSTOM` one: an `access_role`."),
});

const keySpace = object({
  spaceId: text.required("The space."),
  role: spaceRole.optional("What the key may do in the space. Left out: the level `MEMBER`."),
});

const keyOrganization = object({
  orgId: text.required("The organization."),
  role: text.optional("The level in the organization: `ADMIN`, `MEMBER` or `READ_ONLY`. Left out: `READ_ONLY`."),
  spaces: set(keySpace).required("The spaces of it that the key is for: 1 to 100."),
});

const keyAccess = object({
  accountRole: text.optional("The level in the account: `ADMIN` or `MEMBER`. Left out: `MEMBER`."),
  organizations: set(keyOrganization).required("The organizations that the key is for: 1 to 100."),
});

export const ownOfKey = {
  access: keyAccess
    .optional(
      "What the key may do, and where; nowhere above the level of whoever makes it. The vendor tells it once, when the key is made: a change behind Terraform's back is not seen. Changing it makes another key with an account of its own.",
    )
    .notReadBack(),
  spaceId: text.computed("The first of the key's spaces: keys are listed a space at a time.").nullable(),
};

export type KeyAccess = NonNullable<NonNullable<(typeof ownOfKey.access)["types"]>["value"]>;
