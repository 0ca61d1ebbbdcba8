import { environment } from "#vendors/signoz/facts/data/environment.ts";
import { readSettings } from "../shared/instance.ts";
import type { Call } from "../shared/vendor.ts";
import { zeroId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { readToken } from "./token.ts";

/** Who a request comes from. */
export interface Caller {
  /** All zeros for an account, as in the vendor's claims: the cause of some of its oddities. */
  readonly userId: string;
  /** All zeros for a user. */
  readonly accountId: string;
  /** Empty for a user. */
  readonly keyId: string;
  /** As refusals and the journal name it. */
  readonly principal: string;
}

type Headers = Call["headers"];

const keyHeader = environment.tokenHeader.toLowerCase();

/** The text of the first of these headers that says something. */
function readHeader(headers: Headers, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = headers[name];
    const text = typeof value === "string" ? value : value?.join(",");
    if (text !== undefined && text !== "") return text;
  }
  return undefined;
}

/** The token of a session, where one is sent; the prefix is optional. */
export function readBearer(headers: Headers): string | undefined {
  return readHeader(headers, "authorization", "sec-websocket-protocol")?.replace(/^bearer +/i, "");
}

function toCaller({ id }: Pick<Row<"users">, "id">): Caller {
  return { userId: id, accountId: zeroId, keyId: "", principal: `user/${id}` };
}

/** What the token says is taken as it is: whoever was deleted since is still somebody, without roles. */
async function findByToken(instance: Instance, token: string): Promise<Caller | undefined> {
  const claims = await readToken(instance, token);
  return claims === undefined ? undefined : toCaller(claims);
}

async function findByKey(instance: Instance, secret: string): Promise<Caller | undefined> {
  const [key] = await instance.keys.find("secret", secret);
  if (key === undefined) return undefined;
  if (key.expiresAt !== 0 && key.expiresAt * 1_000 <= instance.now()) return undefined;
  const account = await instance.accounts.get(key.serviceAccountId);
  if (account?.status !== "active") return undefined;
  return { userId: zeroId, accountId: account.id, keyId: key.id, principal: `service_account/${account.id}` };
}

async function findRootCaller(instance: Instance): Promise<Caller | undefined> {
  const root = (await instance.users.list()).find(({ isRoot }) => isRoot);
  return root === undefined ? undefined : toCaller(root);
}

/** Who is behind the key or the token; `undefined` for none, and for one that is unknown, revoked or expired. */
export async function identify(instance: Instance, headers: Headers): Promise<Caller | undefined> {
  if ((await readSettings(instance)).isImpersonating) return await findRootCaller(instance);
  // One method is tried: beside a token the key is not looked at, even when the token is nonsense.
  const token = readBearer(headers);
  if (token !== undefined) return await findByToken(instance, token);
  const secret = readHeader(headers, keyHeader);
  return secret === undefined ? undefined : await findByKey(instance, secret);
}

/** Notes each request that a key authenticated, refused ones too. The request itself still reads the time before. */
export async function observe(instance: Instance, { accountId, keyId }: Caller): Promise<void> {
  if (accountId !== zeroId) await instance.keys.patch(keyId, { lastObservedAt: instance.timestamp() });
}
