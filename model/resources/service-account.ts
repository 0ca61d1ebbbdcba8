import { defineResource } from "../../schema/definition.ts";
import { text } from "../../schema/types.ts";

export const serviceAccount = defineResource({
  type: "service_account",
  summary: "A non-human identity: it acts through its keys and cannot log in to a user interface.",
  importId: ["id"],
  attributes: {
    id: text.computed("The vendor's id of the account."),
    name: text.required("What the account is called; unique among the accounts that exist."),
    description: text.optional("What the account is for."),
    email: text.computed("The address that the vendor gave the account when it was made.").nullable(),
    status: text.computed("Whether the account can act, in the vendor's word.").nullable(),
  },
});
