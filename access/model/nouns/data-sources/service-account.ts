import { defineDataSource } from "#access/schema/definition.ts";
import { set, text } from "#access/schema/types.ts";
import { isWhollyKnown } from "#access/schema/unknown.ts";
import { declareStatements, knownText, type Saying } from "../../statements/declaration.ts";

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
  const said: Saying[] = [{ kind: "subject", is, as: "account", name: knownText(name) }];
  for (const role of at.referAll("role", roleIds)) {
    const grant = { kind: "role", role } as const;
    said.push({ kind: "holds", subject, grant, place: null, reason: null, until: null, attribute: "roleIds" });
  }
  const { account } = at;
  if (isWhollyKnown(roleIds)) said.push({ kind: "complete", account, subject, relation: "roles" });
  return said;
});
