import { defineDataSource } from "#access/schema/definition.ts";
import { emailAddress, text } from "#access/schema/types.ts";
import { declareStatements, knownText } from "../../statements/declaration.ts";

export const member = defineDataSource({
  type: "member",
  summary: "A member, found by email address.",
  attributes: {
    email: emailAddress.required("Email address of the member."),
    id: text.computed("The vendor's id of the member."),
    name: text.computed("Name of the member.").nullable(),
    status: text.computed("Whether the member is invited or active, as the vendor spells it.").nullable(),
  },
});

export const statements = declareStatements(member, ({ email }, at) => [
  { kind: "subject", is: at.self("principal", email), as: "member", name: knownText(email) },
]);
