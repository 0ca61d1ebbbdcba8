import { defineResource } from "#access/schema/definition.ts";
import { bool, set, text } from "#access/schema/types.ts";
import { declareStatements, knownText, type Saying } from "../../statements/declaration.ts";
import { sayHeldRoles } from "../../statements/sayings.ts";
import { isWhollyKnown } from "#access/schema/unknown.ts";

export const serviceAccount = defineResource({
  type: "service_account",
  summary: "A non-human identity: it acts through its keys and cannot log in to a user interface.",
  importId: ["id"],
  attributes: {
    id: text.computed("The vendor's id of the account."),
    name: text.required("Name of the account. It must be unique."),
    description: text.optional("What the account is for."),
    roleIds: set(text)
      .optional(
        "Exactly the roles that the account holds: all others are taken away. If not set, its roles are not managed here.",
      )
      .refersTo("role"),
    groupIds: set(text)
      .optional(
        "Exactly the groups that the account is in: it is removed from all others. If not set, its groups are not managed here.",
      )
      .refersTo("group"),
    keysByHolders: bool
      .optional(
        "Whether people add their own keys to the account, so that drift does not report them. Kept in state, never sent to the vendor.",
      )
      .notReadBack(),
    email: text.computed("Email address that the vendor gave the account when it was created.").nullable(),
    status: text.computed("Status of the account, as the vendor spells it.").nullable(),
  },
});

// `null` is not known, and not none: the account's roles and groups are then not managed here.
export const statements = declareStatements(serviceAccount, (state, at) => {
  const is = at.self("principal");
  const [subject] = is;
  if (subject === undefined) return [];
  const { account } = at;
  const said: Saying[] = [
    { kind: "subject", is, as: "account", name: knownText(state.name) },
    ...sayHeldRoles(subject, state.roleIds, at),
  ];
  for (const group of at.referAll("group", state.groupIds)) {
    said.push({ kind: "inGroup", subject, group, attribute: "groupIds" });
  }
  if (state.groupIds !== null && isWhollyKnown(state.groupIds))
    said.push({ kind: "complete", account, subject, relation: "groups", attribute: "groupIds" });
  if (state.keysByHolders === true) {
    said.push({ kind: "delegated", subject, relation: "keys", attribute: "keysByHolders" });
  }
  return said;
});
