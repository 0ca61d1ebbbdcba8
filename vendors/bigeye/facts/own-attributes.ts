import { set, text } from "#access/schema/types.ts";

export const ownOfRole = {
  base: text
    .optional(
      "The managed role that it is built on: `VIEW`, `EDIT` or `MANAGE`. It holds what that one holds, besides `permissions`. Left out: none. The vendor never tells it again.",
    )
    .notReadBack(),
};

export const ownOfGroup = {
  idpGroups: set(text).optional(
    "Exactly the groups of the identity provider whose people are in it. Left out: they are not managed here. An empty set is none.",
  ),
};
