import { defineDataSource } from "#access/schema/definition.ts";
import { instant, list, object, text } from "#access/schema/types.ts";

const heldKey = object({
  serviceAccountId: text.optional("Who the key acts as; null where the vendor does not say."),
  serviceAccountName: text.optional("What that account is called; null where the vendor does not say."),
  id: text.required("The vendor's id of the key."),
  name: text.optional("What the key is called."),
  expiresAt: instant.optional("When it stops working; null: never."),
  createdAt: instant.optional("When it was made; null where the vendor does not say."),
  createdBy: text.optional("Who made it; null where the vendor does not say."),
  lastUsedAt: instant.optional("When it was last used; null: never, or the vendor does not say."),
  status: text.required("`active` or `expired`."),
});

export const keys = defineDataSource({
  type: "keys",
  summary: "Every key of every service account, whoever made it. No secrets: no vendor returns them again.",
  attributes: {
    keys: list(heldKey).computed("The keys, ordered by account and name."),
  },
});
