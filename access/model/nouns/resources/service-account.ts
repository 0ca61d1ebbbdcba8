import { defineResource } from "#access/schema/definition.ts";
import { bool, set, text } from "#access/schema/types.ts";

export const serviceAccount = defineResource({
  type: "service_account",
  summary: "A non-human identity: it acts through its keys and cannot log in to a user interface.",
  importId: ["id"],
  attributes: {
    id: text.computed("The vendor's id of the account."),
    name: text.required("Name of the account. It must be unique."),
    description: text.optional("What the account is for."),
    roleIds: set(text)
      .optional(
        "Exactly the roles that the account holds: all others are taken away. If not set, its roles are not managed here.",
      )
      .refersTo("role"),
    groupIds: set(text)
      .optional(
        "Exactly the groups that the account is in: it is removed from all others. If not set, its groups are not managed here.",
      )
      .refersTo("group"),
    keysByHolders: bool
      .optional(
        "Whether people add their own keys to the account, so that drift does not report them. Kept in state, never sent to the vendor.",
      )
      .notReadBack(),
    email: text.computed("Email address that the vendor gave the account when it was created.").nullable(),
    status: text.computed("Status of the account, as the vendor spells it.").nullable(),
  },
});
