import { environment } from "#vendors/bigeye/facts/data/environment.ts";
import type { Call } from "../vendor.ts";
import { Refusal } from "./errors.ts";
import type { Instance } from "./instance.ts";
import type { AgentKeyRow, UserRow } from "./tables.ts";

/** Who a request comes from: a user by key or password, or an agent, which is nobody's. */
export type Caller =
  | { readonly kind: "user"; readonly user: UserRow; readonly keyId: string | undefined; readonly principal: string }
  | { readonly kind: "agent"; readonly key: AgentKeyRow; readonly principal: string };

const rightForm = `send the key as \`${environment.tokenHeader}: ${environment.tokenPrefix}KEY\``;

function userCaller(user: UserRow, keyId?: string): Caller {
  const kind = user.isServiceAccount ? "service-account" : "user";
  return { kind: "user", user, keyId, principal: `${kind}/${user.id}` };
}

async function byKey(instance: Instance, secret: string): Promise<Caller | undefined> {
  const [key] = await instance.keys.find("secret", secret);
  if (key !== undefined) {
    const owner = await instance.users.get(key.ownerId);
    return owner === undefined ? undefined : userCaller(owner, key.id);
  }
  const [agentKey] = await instance.agentKeys.find("secret", secret);
  return agentKey === undefined ? undefined : { kind: "agent", key: agentKey, principal: `agent-key/${agentKey.id}` };
}

/** People alone have a password: a service account cannot log in (bigeye.md §3). */
async function byPassword(instance: Instance, encoded: string): Promise<Caller | undefined> {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon <= 0) return undefined;
  const [user] = await instance.users.find("email", text.slice(0, colon).toLowerCase());
  const isRight = user !== undefined && user.password !== "" && user.password === text.slice(colon + 1);
  return isRight && !user.isServiceAccount ? userCaller(user) : undefined;
}

/** Throws 401, always in the same words for one form of credential. */
export async function identify(instance: Instance, headers: Call["headers"]): Promise<Caller> {
  const { authorization } = headers;
  if (typeof authorization !== "string" || authorization === "") {
    throw new Refusal(401, `no credential was sent: ${rightForm}`);
  }
  const basic = /^basic +(\S+)$/i.exec(authorization)?.[1];
  if (basic !== undefined) {
    const caller = await byPassword(instance, basic);
    if (caller === undefined)
      throw new Refusal(401, `user or password is wrong; service accounts have none: ${rightForm}`);
    return caller;
  }
  const secret = authorization.startsWith(environment.tokenPrefix)
    ? authorization.slice(environment.tokenPrefix.length)
    : undefined;
  if (secret === undefined || /\s/.test(secret)) throw new Refusal(401, `this is no credential of ours: ${rightForm}`);
  const caller = await byKey(instance, secret);
  if (caller === undefined) throw new Refusal(401, "the API key is not valid");
  return caller;
}

/** Every request that a key authenticated is noted, refused ones too; the request itself still reads the time before. */
export async function observe(instance: Instance, caller: Caller): Promise<void> {
  const use = { lastUsedAt: instance.now(), lastUsedIp: "127.0.0.1" };
  if (caller.kind === "agent") await instance.agentKeys.patch(caller.key.id, use);
  else if (caller.keyId !== undefined) await instance.keys.patch(caller.keyId, use);
}
