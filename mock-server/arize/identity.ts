import { environment } from "#vendors/arize/facts/data/environment.ts";
import { readSettings } from "../shared/instance.ts";
import type { Call } from "../shared/vendor.ts";
import { unauthenticated } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";

/** Whose rights count. */
export interface Actor {
  readonly user: Row<"users">;
}

/** Who a request comes from. */
export interface Caller extends Actor {
  readonly key: Row<"keys">;
  /** As the journal names it. */
  readonly principal: string;
}

type Headers = Call["headers"];

const { tokenScheme, graphqlTokenHeader } = environment;
const tokenHeader = environment.tokenHeader.toLowerCase();
const form = `send the key as "${environment.tokenHeader}: ${tokenScheme} <key>"`;

function readHeader(header: Headers[string]): string {
  return typeof header === "string" ? header : "";
}

/** The key as REST takes it. Throws 401 that says what was sent in its place. */
export function readBearer(headers: Headers): string {
  const sent = readHeader(headers[tokenHeader]);
  const [scheme, ...rest] = sent.split(" ");
  if (scheme?.toLowerCase() === tokenScheme.toLowerCase() && rest.length > 0) return rest.join(" ").trim();
  if (sent !== "") throw unauthenticated(`the ${environment.tokenHeader} header has another form: ${form}`);
  const isElsewhere = readHeader(headers[graphqlTokenHeader]) !== "";
  throw unauthenticated(isElsewhere ? `${graphqlTokenHeader} is for GraphQL: ${form}` : form);
}

/** The key as GraphQL takes it. */
export function readGraphqlKey(headers: Headers): string {
  const sent = readHeader(headers[graphqlTokenHeader]);
  if (sent === "") throw unauthenticated(`send the key as "${graphqlTokenHeader}: <key>"`);
  return sent;
}

/** Answers the same for unknown, revoked and expired keys, and for keys of people who left. */
export async function identify(instance: Instance, secret: string): Promise<Caller> {
  const [key] = await instance.keys.find("secret", secret);
  const isAlive = key?.status === "ACTIVE" && (key.expiresAt === null || key.expiresAt > instance.now());
  const user = key === undefined || !isAlive ? undefined : await instance.users.get(key.userId);
  if (key === undefined || user?.status !== "ACTIVE") throw unauthenticated("the credential is not accepted");
  return { user, key, principal: `${user.kind}/${user.id}` };
}

/** Counts the request; throws 429 where there were too many. */
export async function checkLimit(instance: Instance, { key }: Caller, limit?: number): Promise<void> {
  const allowed = limit ?? (await readSettings(instance)).requestsPerMinute;
  if (allowed !== null)
    instance.windows.pass(`${limit === undefined ? "rest" : "graphql"} ${key.id}`, allowed, instance.now());
}

export async function observe(instance: Instance, { key }: Caller): Promise<void> {
  await instance.keys.patch(key.id, { lastUsedAt: instance.timestamp() });
}
