import { defineDataSource } from "#access/schema/definition.ts";
import { instant, list, object, text } from "#access/schema/types.ts";

const heldKey = object({
  serviceAccountId: text.optional("The service account that the key acts as. Null if the vendor does not say."),
  serviceAccountName: text.optional("Name of that account. Null if the vendor does not say."),
  id: text.required("The vendor's id of the key."),
  name: text.optional("Name of the key."),
  expiresAt: instant.optional("When the key stops working. Null means never."),
  createdAt: instant.optional("When the key was created. Null if the vendor does not say."),
  createdBy: text.optional("Who created the key. Null if the vendor does not say."),
  lastUsedAt: instant.optional("When the key was last used. Null means never, or that the vendor does not say."),
  status: text.oneOf("active", "expired").required("Whether the key works, as of now."),
});

export const keys = defineDataSource({
  type: "keys",
  summary: "Every key of every service account, whoever created it. Without secrets: no vendor returns them again.",
  attributes: {
    keys: list(heldKey).computed("The keys, ordered by account and name."),
  },
});
