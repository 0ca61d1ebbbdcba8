import { defineResource } from "../../schema/definition.ts";
import { instant, text } from "../../schema/types.ts";

export const key = defineResource({
  type: "key",
  summary: "A credential of one service account. Its secret is returned once, when the key is made.",
  description:
    "The secret is kept in Terraform's state, marked sensitive; a saved plan holds it too. Renaming the key and changing its expiry are done in place and keep the secret.",
  importId: ["serviceAccountId", "id"],
  attributes: {
    id: text.computed("The vendor's id of the key."),
    serviceAccountId: text.optional("Who the key acts as.").computed().replaces().refersTo("service_account"),
    name: text.optional("What the key is called."),
    expiresAt: instant.optional("When the key stops working; left out: never."),
    secret: text.computed("The key itself. Null after an import: no vendor returns it again.").secret().notReadBack(),
    createdAt: instant.computed("When the key was made.").nullable(),
    status: text
      .computed("`active` or `expired`, as of the last time the key was read.")
      .nullable()
      .changesWith("expiresAt"),
    reason: text.optional("What the key is for. Kept in state for reviewers, never sent to the vendor.").notReadBack(),
  },
});
