import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { createUnprovedError } from "../shared/creation/named-creation.ts";
import { createKey, type KeyAttempt } from "../shared/keys/key-creation.ts";
import type { ArizeConnection } from "./connection.ts";
import { createKeyKind } from "./named-kinds.ts";
import type { ApiKey, CreatedServiceKey, SentServiceKey } from "./wire/key.ts";

export interface KeyRequest {
  /** One of the key's spaces, to list it in. */
  readonly space: string;
  readonly key: Omit<SentServiceKey, "key_type">;
}

function matchesRequest(row: ApiKey, { key }: KeyRequest): boolean {
  const instant = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  return instant(row.expires_at) === instant(key.expires_at) && (row.description ?? "") === (key.description ?? "");
}

const aboveOwn =
  "Arize does not give a service key more than its creator has: no level or custom role may exceed what the token has in that place.";

function explainInvalid(error: unknown): unknown {
  if (!(error instanceof AccessError) || error.code !== "invalid_value") return error;
  return new AccessError(error.code, error.message, { path: ["access"], advice: aboveOwn, cause: error });
}

/** Creates a key with its own bot. Names are not unique, so each attempt first lists the existing keys to recognize its own. */
export async function makeKey(context: Context<ArizeConnection>, request: KeyRequest): Promise<CreatedServiceKey> {
  const { client: connection, signal } = context;
  const { space, key } = request;
  const { name } = key;
  const client = connection.during(signal);
  const creations = connection.creationsOf(`key of space ${space}`, 0);
  async function attempt(isAgain: boolean): Promise<KeyAttempt<CreatedServiceKey, ApiKey>> {
    const list = () => client.listServiceKeys(space);
    const create = () => client.createServiceKey(key);
    const made = await creations.make({ name, list, create, isAgain }).catch((error: unknown) => {
      throw explainInvalid(error);
    });
    if (made.kind === "answered") return { kind: "created", created: made.result };
    if (made.kind === "found" && matchesRequest(made.row, request)) return { kind: "orphaned", orphans: [made.row] };
    const cause = new AccessError("outcome_unknown", `Creating service key "${name}": the response was lost.`);
    const lost = made.kind === "lost" ? made : { cause, named: [made.row] };
    throw createUnprovedError(createKeyKind(space), name, lost);
  }
  return createKey(context, { noun: "service key", name, attempt, revoke: ({ id }) => client.revokeKey(id) });
}
