import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { unprovedCreationError } from "../shared/creation/named-creation.ts";
import { createKey, type KeyAttempt } from "../shared/keys/key-creation.ts";
import type { ArizeConnection } from "./connection.ts";
import { createKeyKind } from "./named-kinds.ts";
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

const aboveOwn =
  "Arize gives a service key no more than its creator has: no level and no custom role above what the token itself holds in that place.";

function explainInvalid(error: unknown): unknown {
  if (!(error instanceof AccessError) || error.code !== "invalid_value") return error;
  return new AccessError(error.code, error.message, { path: ["access"], advice: aboveOwn, cause: error });
}

/** Creates a key with a bot of its own. Names are not unique: only the list right before a request proves anything. */
export async function makeKey(context: Context<ArizeConnection>, request: KeyRequest): Promise<CreatedServiceKey> {
  const { client: connection, signal } = context;
  const { space, key } = request;
  const { name } = key;
  const client = connection.during(signal);
  const creations = connection.creations(`key of space ${space}`, 0);
  async function attempt(isAgain: boolean): Promise<KeyAttempt<CreatedServiceKey, ApiKey>> {
    const list = () => client.listServiceKeys(space);
    const create = () => client.createServiceKey(key);
    const made = await creations.make({ name, list, create, isAgain }).catch((error: unknown) => {
      throw explainInvalid(error);
    });
    if (made.kind === "answered") return { kind: "created", created: made.result };
    if (made.kind === "found" && isAsked(made.row, request)) return { kind: "orphaned", orphans: [made.row] };
    const cause = new AccessError("outcome_unknown", `Creating service key "${name}": the response was lost.`);
    const lost = made.kind === "lost" ? made : { cause, named: [made.row] };
    throw unprovedCreationError(createKeyKind(space), name, lost);
  }
  return createKey(context, { noun: "service key", name, attempt, revoke: ({ id }) => client.revokeKey(id) });
}
