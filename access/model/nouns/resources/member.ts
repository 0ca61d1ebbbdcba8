import { defineResource } from "#access/schema/definition.ts";
import { emailAddress, set, text } from "#access/schema/types.ts";
import { declareStatements, knownText, type Saying } from "../../statements/declaration.ts";

export const member = defineResource({
  type: "member",
  summary: "A person, invited by email.",
  importId: ["id"],
  isUsed: true,
  attributes: {
    id: text.computed("The vendor's id of the member."),
    email: emailAddress.required("Address that the invitation goes to, and that the member logs in with.").replaces(),
    name: text.optional("Name of the member. If not set, the member chooses it.").computed(),
    accountRole: text.optional("The member's role in the vendor's account as a whole."),
    inviteMode: text.optional("How the member is invited.").notReadBack(),
    roleIds: set(text)
      .optional("Roles that the invitation gives. If not set, none or the vendor's default. They are not read again.")
      .refersTo("role")
      .notReadBack(),
    inviteBaseUrl: text
      .optional("Base URL of the vendor's user interface, for the link in the invitation.")
      .notReadBack(),
    deletionPolicy: text
      .oneOf("delete", "abandon")
      .optional(
        "What a destroy does: `delete` deletes the member, `abandon` only removes them from state. If not set, `delete`. Kept in state, never sent to the vendor.",
      )
      .notReadBack(),
    status: text.computed("Whether the member is invited, active or deleted, as the vendor spells it.").nullable(),
    activationToken: text
      .computed(
        "Token in the link of the invitation. Anyone who has it can become the member. Null once the member is active.",
      )
      .secret()
      .nullable()
      .changesWith("email"),
  },
});

// The roles of an invitation are not read again, so they may have been taken away since: they are said for as long as
// nothing else is known.
export const statements = declareStatements(member, (state, at) => {
  const is = at.self("principal", state.email);
  const [subject] = is;
  if (subject === undefined) return [];
  const said: Saying[] = [{ kind: "subject", is, as: "member", name: knownText(state.email) }];
  for (const role of at.referAll("role", state.roleIds)) {
    const grant = { kind: "role", role } as const;
    said.push({ kind: "holds", subject, grant, place: null, reason: null, until: null, attribute: "roleIds" });
  }
  if (state.accountRole !== null) {
    const grant = { kind: "level", level: state.accountRole } as const;
    said.push({ kind: "holds", subject, grant, place: null, reason: null, until: null, attribute: "accountRole" });
  }
  if (state.activationToken !== null) {
    said.push({
      kind: "credential",
      subject,
      id: state.id,
      name: state.email,
      form: "activation",
      expiresAt: null,
      audience: null,
      isSealed: false,
      overlap: null,
      hasSecret: true,
      attribute: "activationToken",
    });
  }
  return said;
});
