import { defineDataSource } from "#access/schema/definition.ts";
import { emailAddress, text } from "#access/schema/types.ts";

export const member = defineDataSource({
  type: "member",
  summary: "A member, found by their address.",
  attributes: {
    email: emailAddress.required("The member's address."),
    id: text.computed("The vendor's id of the member."),
    name: text.computed("What the member is called.").nullable(),
    status: text.computed("Whether the member was invited or is active, in the vendor's word.").nullable(),
  },
});
