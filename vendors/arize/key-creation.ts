import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { ArizeConnection } from "./connection.ts";
import { keyKind, unsettled } from "./holders.ts";
import type { ApiKey, CreatedServiceKey, SentServiceKey } from "./wire/key.ts";

export interface KeyRequest {
  /** Where it will be listed: one of its spaces. */
  readonly space: string;
  readonly key: Omit<SentServiceKey, "key_type">;
}

function isAsked(row: ApiKey, { key }: KeyRequest): boolean {
  const instant = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  return instant(row.expires_at) === instant(key.expires_at) && (row.description ?? "") === (key.description ?? "");
}

/** Revokes a key that this run made and whose secret nobody ever saw. */
async function revoke({ client: arize, signal }: Context<ArizeConnection>, id: string): Promise<void> {
  try {
    await arize.during(signal).revokeKey(id);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const message = `The answer that held the key's secret was lost. Key ${id} was made, and revoking it failed: ${error.message}`;
    const advice = `Revoke key ${id} in Arize, then run again.`;
    throw new AccessError("outcome_unknown", message, { path: ["name"], advice, cause: error });
  }
}

const aboveOwn =
  "Arize gives a service key no more than its maker has: no level and no custom role above what the token itself holds in that place.";

function explained(error: unknown): unknown {
  if (!(error instanceof AccessError) || error.code !== "invalid_value") return error;
  return new AccessError(error.code, error.message, { path: ["access"], advice: aboveOwn, cause: error });
}

async function attempt(
  context: Context<ArizeConnection>,
  request: KeyRequest,
  isAgain: boolean,
): Promise<CreatedServiceKey | ApiKey> {
  const { client: arize, signal } = context;
  const { space, key } = request;
  const { name } = key;
  const client = arize.during(signal);
  const made = await arize
    .keysOf(space)
    .make({ name, list: () => client.listServiceKeys(space), create: () => client.createServiceKey(key), isAgain })
    .catch((error: unknown) => {
      throw explained(error);
    });
  if (made.kind === "answered") return made.result;
  const cause = new AccessError("outcome_unknown", `Creating service key "${name}": the answer was lost.`);
  const lost = made.kind === "lost" ? made : { kind: "lost" as const, cause, named: [made.row] };
  if (made.kind === "found" && isAsked(made.row, request)) return made.row;
  throw unsettled(keyKind(space), name, lost);
}

/**
 * Makes a key. One whose answer was lost, and its secret with it, is revoked where it is proved to be this request's,
 * and the key is made once more.
 */
export async function makeKey(context: Context<ArizeConnection>, request: KeyRequest): Promise<CreatedServiceKey> {
  const first = await attempt(context, request, false);
  if ("bot_user" in first) return first;
  await revoke(context, first.id);
  const second = await attempt(context, request, true);
  if ("bot_user" in second) return second;
  await revoke(context, second.id);
  const message = `Creating service key "${request.key.name}": the answer, which holds the secret, was lost twice. Both keys were revoked: ${first.id}, ${second.id}.`;
  throw new AccessError("outcome_unknown", message, { advice: "Run again: the key is made then." });
}
