import { defineDataSource } from "#access/schema/definition.ts";
import { instant, list, object, text } from "#access/schema/types.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { declareStatements, type Saying } from "../../statements/declaration.ts";

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

// Every key of every account was read, so that a key which is not here does not exist.
export const statements = declareStatements(keys, (state, at) => {
  // A document may lack it, whatever the schema says.
  if (!Array.isArray(state.keys)) return [];
  const said = state.keys.map((one): Saying | undefined => {
    if (isUnknown(one)) return undefined;
    const subject = at.refer("principal", one.serviceAccountId);
    const { id, name, expiresAt } = one;
    const unsaid = { audience: null, isSealed: false, overlap: null, hasSecret: false } as const;
    return subject === null ? undefined : { kind: "credential", subject, id, name, form: "key", expiresAt, ...unsaid };
  });
  const complete: Saying = { kind: "complete", account: at.account, subject: null, relation: "keys" };
  const found = said.filter((one) => one !== undefined);
  return found.length === said.length ? [...found, complete] : found;
});
