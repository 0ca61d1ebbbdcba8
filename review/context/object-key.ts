import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { nounDefinitions } from "#vendors/definitions.ts";

const owners = new Map(
  nounDefinitions.map(({ type, importId, attributes }) => {
    // What is not required may be missing after an import.
    return [type, importId.filter((name) => attributes[name]?.facts.presence === "required")] as const;
  }),
);

/** Equal for one object in two sources. Null for what is not created yet. */
export function keyOfObject({ account, type, state }: Instance): string | null {
  const { id } = state;
  if (typeof id !== "string") return null;
  return JSON.stringify([createAccountKey(account), type, id, ...(owners.get(type) ?? []).map((name) => state[name])]);
}
