import type { Speaker } from "./declaration.ts";
import type { ExactRef } from "./ref.ts";
import type { Identity } from "./statement.ts";

/**
 * The account that comes with a key, where nobody can set it: by its id, by the key's address, and where there is neither,
 * as that of the key. Empty if nothing is known of the key.
 */
export function identifyOwnAccount(at: Speaker, accountId: unknown, keyId: unknown): Identity {
  const named = at.refer("principal", accountId);
  const byAddress = at.self("principal").filter(({ kind }) => kind === "address");
  const known: readonly ExactRef[] = named?.kind === "id" ? [named, ...byAddress] : byAddress;
  if (known.length > 0 || typeof keyId !== "string") return known;
  return [{ account: at.account, space: "principal", kind: "id", text: `account of key ${keyId}` }];
}
