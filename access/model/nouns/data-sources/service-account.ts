import { defineDataSource } from "#access/schema/definition.ts";
import { set, text } from "#access/schema/types.ts";
import { declareStatements, knownText } from "../../statements/declaration.ts";
import { sayHeldRoles } from "../../statements/sayings.ts";

export const serviceAccount = defineDataSource({
  type: "service_account",
  summary: "A service account, found by its name.",
  attributes: {
    name: text.required("Name of the account."),
    id: text.computed("The vendor's id of the account."),
    email: text.computed("Email address that the vendor gave the account when it was created.").nullable(),
    status: text.computed("Status of the account, as the vendor spells it.").nullable(),
    roleIds: set(text).computed("The roles that the account holds."),
  },
});

export const statements = declareStatements(serviceAccount, ({ name, roleIds }, at) => {
  const is = at.self("principal");
  const [subject] = is;
  if (subject === undefined) return [];
  return [{ kind: "subject", is, as: "account", name: knownText(name) }, ...sayHeldRoles(subject, roleIds, at)];
});
