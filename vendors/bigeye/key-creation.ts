import type { Context } from "#access/model/vendors/adapter.ts";
import { addMark, readMark } from "../shared/creation/marks.ts";
import { createKey } from "../shared/keys/key-creation.ts";
import type { BigeyeConnection } from "./connection.ts";
import { createKeyKind } from "./named-kinds.ts";
import type { CreatedKey, Key } from "./wire/key.ts";

export interface KeyRequest {
  readonly account: string;
  readonly name: string;
  readonly description: string | null;
  /** The ids of the key that this one succeeds, and of older ones that still work. */
  readonly own: ReadonlySet<string>;
}

/** Creates a key. If the response is lost, the key is found by the mark of its request. */
export async function makeKey(context: Context<BigeyeConnection>, request: KeyRequest): Promise<CreatedKey> {
  const { client: bigeye, signal } = context;
  const client = bigeye.during(signal);
  const { account, name, own } = request;
  return createKey(context, {
    kind: createKeyKind(account),
    name,
    owner: `service account ${account}`,
    creations: bigeye.creationsOf(`key of service account ${account}`),
    list: async () => (await client.findKeys(account)) ?? [],
    isOwn: ({ id }: Key) => own.has(id),
    prepare() {
      const mark = bigeye.createMark();
      const description = addMark(request.description, mark);
      return {
        create: () => client.createKey({ account, name, description }),
        matches: (row: Key) => readMark(row.description) === mark,
        trace: `[latchkey ${mark}]`,
      };
    },
    revoke: ({ id }: Key) => client.revokeKey(account, id),
    describeExpiry: () => " It never expires.",
  });
}
