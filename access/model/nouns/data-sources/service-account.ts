import { defineDataSource } from "#access/schema/definition.ts";
import { set, text } from "#access/schema/types.ts";

export const serviceAccount = defineDataSource({
  type: "service_account",
  summary: "A service account, found by its name.",
  attributes: {
    name: text.required("What the account is called."),
    id: text.computed("The vendor's id of the account."),
    email: text.computed("The address that the vendor gave the account when it was made.").nullable(),
    status: text.computed("Whether the account can act, in the vendor's word.").nullable(),
    roleIds: set(text).computed("The roles that the account holds."),
  },
});
