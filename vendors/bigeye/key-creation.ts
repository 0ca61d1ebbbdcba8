import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import { createKey, type KeyAttempt } from "../shared/keys/key-creation.ts";
import type { BigeyeClient } from "./client.ts";
import type { BigeyeConnection } from "./connection.ts";
import { addMark, readMark } from "./key-marks.ts";
import type { CreatedKey, Key } from "./wire/key.ts";

export interface KeyRequest {
  readonly account: string;
  readonly name: string;
  readonly description: string | null;
  /** The keys that the account had right before. */
  readonly before: ReadonlySet<string>;
}

/**
 * What the request created whose mark this is: it bears the mark, and the account did not have it right before.
 * @throws AccessError where the keys cannot be listed, or there is none
 */
async function findOrphans(
  client: BigeyeClient,
  { account, before, mark }: KeyRequest & { readonly mark: string },
  cause: AccessError,
): Promise<readonly Key[]> {
  const keys = await client.findKeys(account).catch((error: unknown) => {
    if (!(error instanceof AccessError)) throw error;
    const message = `${cause.message} The list that would show whether the key was created could not be read either: ${error.message}`;
    const advice = `Look at the keys of service account ${account} in Bigeye: revoke the one with [latchkey ${mark}] in its description, because nobody has its secret. Then run again.`;
    throw new AccessError("outcome_unknown", message, { path: ["name"], advice, cause });
  });
  const orphans = (keys ?? []).filter((key) => readMark(key) === mark && !before.has(key.id));
  if (orphans.length > 0) return orphans;
  const message = `${cause.message} There was no such key right after it.`;
  throw new AccessError("outcome_unknown", message, {
    path: ["name"],
    advice: "Run again: it is created then.",
    cause,
  });
}

/** Creates a key. One whose response was lost is found by the mark of its own request. */
export async function makeKey(context: Context<BigeyeConnection>, request: KeyRequest): Promise<CreatedKey> {
  const { client: bigeye, signal } = context;
  const client = bigeye.during(signal);
  const { account, name } = request;
  async function attempt(): Promise<KeyAttempt<CreatedKey, Key>> {
    const mark = bigeye.newMark();
    try {
      const description = addMark(request.description, mark);
      return { kind: "created", created: await client.createKey({ account, name, description }) };
    } catch (error) {
      if (!isOutcomeUnknown(error)) throw error;
      return { kind: "orphaned", orphans: await findOrphans(client, { ...request, mark }, error) };
    }
  }
  return createKey(context, {
    noun: "key",
    name,
    owner: `service account ${account}`,
    attempt,
    revoke: ({ id }) => client.revokeKey(account, id),
    describeEnd: () => " It never expires.",
  });
}
