import { environment } from "../../vendors/signoz/facts/environment.ts";
import type { Call } from "../vendor.ts";
import type { Instance } from "./instance.ts";

/** Who a request comes from. */
export interface Caller {
  readonly accountId: string;
  readonly keyId: string;
  /** As refusals and the journal name it. */
  readonly principal: string;
}

const keyHeader = environment.tokenHeader.toLowerCase();

function isSent(header: Call["headers"][string]): boolean {
  return header !== undefined && header !== "";
}

/** The account behind the key; `undefined` for no, an unknown, a revoked or an expired key. */
export async function identify(instance: Instance, headers: Call["headers"]): Promise<Caller | undefined> {
  // One method is tried: beside either of these the key is not looked at, even when they hold nonsense (signoz.md §3).
  if (isSent(headers["authorization"]) || isSent(headers["sec-websocket-protocol"])) return undefined;
  const secret = headers[keyHeader];
  if (typeof secret !== "string") return undefined;
  const [key] = await instance.keys.find("secret", secret);
  if (key === undefined) return undefined;
  if (key.expiresAt !== 0 && key.expiresAt * 1_000 <= instance.now()) return undefined;
  const account = await instance.accounts.get(key.serviceAccountId);
  if (account?.status !== "active") return undefined;
  return { accountId: account.id, keyId: key.id, principal: `service_account/${account.id}` };
}

/** Every request that a key authenticated is noted, refused ones too; the request itself still reads the time before. */
export async function observe(instance: Instance, { keyId }: Caller): Promise<void> {
  await instance.keys.patch(keyId, { lastObservedAt: instance.timestamp() });
}
