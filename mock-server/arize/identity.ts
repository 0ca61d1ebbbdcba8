import { environment } from "#vendors/arize/facts/data/environment.ts";
import type { Call } from "../vendor.ts";
import { unauthenticated } from "./errors.ts";
import { type Instance, settingsOf } from "./instance.ts";
import type { KeyRow, UserRow } from "./tables.ts";

/** Whose rights count. */
export interface Actor {
  readonly user: UserRow;
}

/** Who a request comes from. */
export interface Caller extends Actor {
  readonly key: KeyRow;
  /** As the journal names it. */
  readonly principal: string;
}

type Headers = Call["headers"];

const { tokenScheme, graphqlTokenHeader } = environment;
const tokenHeader = environment.tokenHeader.toLowerCase();
const form = `send the key as "${environment.tokenHeader}: ${tokenScheme} <key>"`;

function textOf(header: Headers[string]): string {
  return typeof header === "string" ? header : "";
}

/** The key as REST takes it. Throws 401 that says what was sent in its place. */
export function bearerOf(headers: Headers): string {
  const sent = textOf(headers[tokenHeader]);
  const [scheme, ...rest] = sent.split(" ");
  if (scheme?.toLowerCase() === tokenScheme.toLowerCase() && rest.length > 0) return rest.join(" ").trim();
  if (sent !== "") throw unauthenticated(`the ${environment.tokenHeader} header has another form: ${form}`);
  const isElsewhere = textOf(headers[graphqlTokenHeader]) !== "";
  throw unauthenticated(isElsewhere ? `${graphqlTokenHeader} is for GraphQL: ${form}` : form);
}

/** The key as GraphQL takes it. */
export function graphqlKeyOf(headers: Headers): string {
  const sent = textOf(headers[graphqlTokenHeader]);
  if (sent === "") throw unauthenticated(`send the key as "${graphqlTokenHeader}: <key>"`);
  return sent;
}

/** Unknown, revoked and expired keys, and those of people who left, cannot be told apart. */
export async function identify(instance: Instance, secret: string): Promise<Caller> {
  const [key] = await instance.keys.find("secret", secret);
  const isAlive = key?.status === "ACTIVE" && (key.expiresAt === null || key.expiresAt > instance.now());
  const user = key === undefined || !isAlive ? undefined : await instance.users.get(key.userId);
  if (key === undefined || user?.status !== "ACTIVE") throw unauthenticated("the credential is not accepted");
  return { user, key, principal: `${user.kind}/${user.id}` };
}

/** Counts the request; throws 429 where there were too many. */
export async function passLimit(instance: Instance, { key }: Caller, limit?: number): Promise<void> {
  const allowed = limit ?? (await settingsOf(instance)).requestsPerMinute;
  if (allowed !== null)
    instance.windows.pass(`${limit === undefined ? "rest" : "graphql"} ${key.id}`, allowed, instance.now());
}

export async function observe(instance: Instance, { key }: Caller): Promise<void> {
  await instance.keys.patch(key.id, { lastUsedAt: instance.timestamp() });
}
