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
  /** The ids of the account's keys right before the request. */
  readonly before: ReadonlySet<string>;
}

/**
 * Finds the keys that one request created: they have its mark, and the account did not have them before.
 * @throws AccessError if the keys cannot be listed, or none was created
 */
async function findOrphans(
  client: BigeyeClient,
  { account, before, mark }: KeyRequest & { readonly mark: string },
  cause: AccessError,
): Promise<readonly Key[]> {
  const keys = await client.findKeys(account).catch((error: unknown) => {
    if (!(error instanceof AccessError)) throw error;
    const message = `${cause.message} The list that shows whether the key was created could not be read either: ${error.message}`;
    const advice = `Look for a key of service account ${account} in Bigeye with [latchkey ${mark}] in its description. Revoke it, because nobody has its secret. Then run again.`;
    throw new AccessError("outcome_unknown", message, { path: ["name"], advice, cause });
  });
  const orphans = (keys ?? []).filter((key) => readMark(key) === mark && !before.has(key.id));
  if (orphans.length > 0) return orphans;
  const message = `${cause.message} The key was not found afterwards.`;
  throw new AccessError("outcome_unknown", message, {
    path: ["name"],
    advice: "Run again to create it.",
    cause,
  });
}

/** Creates a key. If the response is lost, the key is found by the mark of its request. */
export async function makeKey(context: Context<BigeyeConnection>, request: KeyRequest): Promise<CreatedKey> {
  const { client: bigeye, signal } = context;
  const client = bigeye.during(signal);
  const { account, name } = request;
  async function attempt(): Promise<KeyAttempt<CreatedKey, Key>> {
    const mark = bigeye.createMark();
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
    describeExpiry: () => " It never expires.",
  });
}
