import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { addMark, readMark } from "../shared/creation/marks.ts";
import { createKey } from "../shared/keys/key-creation.ts";
import type { ArizeConnection } from "./connection.ts";
import { createKeyKind } from "./named-kinds.ts";
import type { ApiKey, CreatedServiceKey, SentServiceKey } from "./wire/key.ts";

export interface KeyRequest {
  /** One of the key's spaces, to list it in. */
  readonly space: string;
  readonly key: Omit<SentServiceKey, "key_type">;
  /** The ids of the key that this one succeeds, and of older ones that still work. */
  readonly own: ReadonlySet<string>;
}

const aboveOwn =
  "Arize does not give a service key more than its creator has: no level or custom role may exceed what the token has in that place.";

function explainInvalid(error: unknown): unknown {
  if (!(error instanceof AccessError) || error.code !== "invalid_value") return error;
  return new AccessError(error.code, error.message, { path: ["access"], advice: aboveOwn, cause: error });
}

/** Creates a key with its own bot. Names are not unique, so a mark in the description recognizes the key of a request. */
export async function makeKey(context: Context<ArizeConnection>, request: KeyRequest): Promise<CreatedServiceKey> {
  const { client: arize, signal } = context;
  const { space, key, own } = request;
  const client = arize.during(signal);
  return createKey(context, {
    kind: createKeyKind(space),
    name: key.name,
    creations: arize.creationsOf(`key of space ${space}`),
    list: () => client.listServiceKeys(space),
    isOwn: ({ id, description }: ApiKey) => own.has(id) || arize.marks.has(readMark(description) ?? ""),
    prepare() {
      const mark = arize.createMark();
      const description = addMark(key.description ?? null, mark);
      return {
        create: () => client.createServiceKey({ ...key, description }),
        matches: (row: ApiKey) => readMark(row.description) === mark,
        trace: `[latchkey ${mark}]`,
      };
    },
    explain: explainInvalid,
    revoke: ({ id }: ApiKey) => client.revokeKey(id),
    describeExpiry: ({ expires_at: end }) => (end === undefined ? " It never expires." : ` It expires ${end}.`),
  });
}
