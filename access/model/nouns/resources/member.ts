import { defineResource } from "#access/schema/definition.ts";
import { emailAddress, set, text } from "#access/schema/types.ts";

export const member = defineResource({
  type: "member",
  summary: "A person, invited by email.",
  importId: ["id"],
  attributes: {
    id: text.computed("The vendor's id of the member."),
    email: emailAddress.required("Where the invitation goes, and what the member logs in with.").replaces(),
    name: text.optional("What the member is called. Left out: what they say themselves.").computed(),
    accountRole: text.optional("The member's role in the vendor's account as a whole."),
    inviteMode: text.optional("How the member is invited, in the vendor's word.").notReadBack(),
    roleIds: set(text)
      .optional("The roles that the invitation brings. Left out: none, or the vendor's default. Not read again.")
      .refersTo("role")
      .notReadBack(),
    inviteBaseUrl: text
      .optional("Where the link in the invitation leads: the base URL of the vendor's user interface.")
      .notReadBack(),
    deletionPolicy: text
      .optional(
        "What a destroy does: `delete` deletes the member, `abandon` only forgets them. Left out: `delete`. Kept in state, never sent to the vendor.",
      )
      .notReadBack(),
    status: text.computed("Whether the member was invited, is active, or is deleted, in the vendor's word.").nullable(),
    activationToken: text
      .computed("What the invitation's link holds; whoever has it becomes the member. Null once they are active.")
      .secret()
      .nullable()
      .changesWith("email"),
  },
});
