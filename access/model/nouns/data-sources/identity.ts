import { defineDataSource } from "#access/schema/definition.ts";
import { set, text } from "#access/schema/types.ts";

export const identity = defineDataSource({
  type: "identity",
  summary: "Who the provider's token is. Reading it shows that the token works.",
  attributes: {
    id: text.computed("The vendor's id of whoever the token belongs to."),
    name: text.computed("What they are called."),
    email: text.computed("Their address.").nullable(),
    roles: set(text).computed("The names of the roles that they hold."),
  },
});
