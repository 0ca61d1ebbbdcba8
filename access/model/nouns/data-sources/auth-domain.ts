import { defineDataSource } from "#access/schema/definition.ts";
import { bool, text } from "#access/schema/types.ts";
import { declareStatements, knownText } from "../../statements/declaration.ts";
import { sayDomain } from "../../statements/sign-in.ts";

export const authDomain = defineDataSource({
  type: "auth_domain",
  summary: "An email domain whose users sign in through an identity provider, found by its name.",
  attributes: {
    name: text.required("Name of the domain, such as `teams.example.com`."),
    id: text.computed("The vendor's id of the domain."),
    ssoType: text.computed("How its users sign in, as the vendor spells it.").nullable(),
    ssoEnabled: bool.computed("Whether its users sign in through the identity provider."),
  },
});

export const statements = declareStatements(authDomain, ({ name }, at) => {
  const is = at.self("domain");
  return is.length === 0 ? [] : [sayDomain(is, knownText(name))];
});
