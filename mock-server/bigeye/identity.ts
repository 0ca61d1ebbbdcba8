import { environment } from "#vendors/bigeye/facts/data/environment.ts";
import type { Call } from "../shared/vendor.ts";
import { unauthenticated } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";

/** Who a request comes from: a user by key or password, or an agent. */
export type Caller =
  | {
      readonly kind: "user";
      readonly user: Row<"users">;
      readonly keyId: string | undefined;
      readonly principal: string;
    }
  | { readonly kind: "agent"; readonly key: Row<"agentKeys">; readonly principal: string };

const rightForm = `send the key as \`${environment.tokenHeader}: ${environment.tokenPrefix}KEY\``;

function toCaller(user: Row<"users">, keyId?: string): Caller {
  const kind = user.isServiceAccount ? "service-account" : "user";
  return { kind: "user", user, keyId, principal: `${kind}/${user.id}` };
}

async function findByKey(instance: Instance, secret: string): Promise<Caller | undefined> {
  const [key] = await instance.keys.find("secret", secret);
  if (key !== undefined) {
    const owner = await instance.users.get(key.ownerId);
    return owner === undefined ? undefined : toCaller(owner, key.id);
  }
  const [agentKey] = await instance.agentKeys.find("secret", secret);
  return agentKey === undefined ? undefined : { kind: "agent", key: agentKey, principal: `agent-key/${agentKey.id}` };
}

/** Only people have passwords: a service account cannot log in. */
async function findByPassword(instance: Instance, encoded: string): Promise<Caller | undefined> {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon <= 0) return undefined;
  const [user] = await instance.users.find("email", text.slice(0, colon).toLowerCase());
  const isRight = user !== undefined && user.password !== "" && user.password === text.slice(colon + 1);
  return isRight && !user.isServiceAccount ? toCaller(user) : undefined;
}

/** Throws 401, always in the same words for one form of credential. */
export async function identify(instance: Instance, headers: Call["headers"]): Promise<Caller> {
  const { authorization } = headers;
  if (typeof authorization !== "string" || authorization === "") {
    throw unauthenticated(`no credential was sent: ${rightForm}`);
  }
  const basic = /^basic +(\S+)$/i.exec(authorization)?.[1];
  if (basic !== undefined) {
    const caller = await findByPassword(instance, basic);
    if (caller === undefined)
      throw unauthenticated(`user or password is wrong; service accounts have none: ${rightForm}`);
    return caller;
  }
  const secret = authorization.startsWith(environment.tokenPrefix)
    ? authorization.slice(environment.tokenPrefix.length)
    : undefined;
  if (secret === undefined || /\s/.test(secret)) throw unauthenticated(`unknown form of credential: ${rightForm}`);
  const caller = await findByKey(instance, secret);
  if (caller === undefined) throw unauthenticated("the API key is not valid");
  return caller;
}

/** Notes each request that a key authenticated, refused ones too. The request itself still reads the time before. */
export async function observe(instance: Instance, caller: Caller): Promise<void> {
  const use = { lastUsedAt: instance.seconds(), lastUsedIp: "127.0.0.1" };
  if (caller.kind === "agent") await instance.agentKeys.patch(caller.key.id, use);
  else if (caller.keyId !== undefined) await instance.keys.patch(caller.keyId, use);
}
