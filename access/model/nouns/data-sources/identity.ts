import { defineDataSource } from "#access/schema/definition.ts";
import { set, text } from "#access/schema/types.ts";

export const identity = defineDataSource({
  type: "identity",
  summary: "The account or person that the provider's token belongs to. Reading it shows that the token works.",
  attributes: {
    id: text.computed("The vendor's id of the account or person."),
    name: text.computed("Name of the account or person."),
    email: text.computed("Email address of the account or person.").nullable(),
    roles: set(text).computed("Names of the roles that the account or person holds."),
  },
});
