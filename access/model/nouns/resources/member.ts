import { defineResource } from "#access/schema/definition.ts";
import { emailAddress, set, text } from "#access/schema/types.ts";

export const member = defineResource({
  type: "member",
  summary: "A person, invited by email.",
  importId: ["id"],
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
