import { defineResource } from "#access/schema/definition.ts";
import { bool, set, text } from "#access/schema/types.ts";

export const serviceAccount = defineResource({
  type: "service_account",
  summary: "A non-human identity: it acts through its keys and cannot log in to a user interface.",
  importId: ["id"],
  attributes: {
    id: text.computed("The vendor's id of the account."),
    name: text.required("What the account is called; unique among the accounts that exist."),
    description: text.optional("What the account is for."),
    roleIds: set(text)
      .optional(
        "Exactly the roles that the account holds: what it holds besides is taken away. Left out: its roles are not managed here.",
      )
      .refersTo("role"),
    groupIds: set(text)
      .optional(
        "Exactly the groups that the account is in: it is taken out of others. Left out: its groups are not managed here.",
      )
      .refersTo("group"),
    keysByHolders: bool
      .optional(
        "Whether people add keys of their own to the account, so that drift does not report them. Kept in state, never sent to the vendor.",
      )
      .notReadBack(),
    email: text.computed("The address that the vendor gave the account when it was made.").nullable(),
    status: text.computed("Whether the account can act, in the vendor's word.").nullable(),
  },
});
