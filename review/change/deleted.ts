import type { AccountFacts } from "#access/graph/nodes.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { StatementOf } from "#access/model/statements/statement.ts";
import { keyOfObject } from "../context/object-key.ts";

/** The objects of Terraform that a change deletes, by their ids: what is replaced at its address is not among them. */
export function listDeleted(before: readonly Instance[], after: readonly Instance[]): readonly Instance[] {
  // Most of a plan is as it was: the same instance on both sides.
  const kept = new Set(after);
  const addresses = new Set(after.map(({ address }) => address));
  const missing = before.filter((one) => {
    return one.presence === "managed" && !kept.has(one) && !addresses.has(one.address) && keyOfObject(one) !== null;
  });
  const ids = new Set(missing.map(({ state }) => state["id"]));
  const found = new Set(after.filter(({ state }) => ids.has(state["id"])).map(keyOfObject));
  return missing.filter((one) => !found.has(keyOfObject(one)));
}

/**
 * That deleted roles grant nothing: whoever still refers to the id of one, or holds it, gets nothing by it. Without this, it would
 * be a role of which nobody knows what it grants.
 */
export function emptyDeletedRoles(deleted: readonly Instance[], facts: AccountFacts): readonly StatementOf<"role">[] {
  return deleted.flatMap(({ account: source, type, kind, address, state }) => {
    const account = createAccountKey(source);
    const { id, name } = state;
    if (type !== "role" || kind !== "resource" || typeof id !== "string" || !facts.has(account)) return [];
    return [
      {
        kind: "role",
        is: [{ account, space: "role", kind: "id", text: id }],
        name: typeof name === "string" ? name : null,
        isManaged: false,
        permissions: [],
        basis: "stated",
        cause: { happening: "seen", presence: "left", type, address, attribute: null },
      } as const,
    ];
  });
}
