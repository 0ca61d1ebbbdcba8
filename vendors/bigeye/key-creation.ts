import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import type { BigeyeClient } from "./client.ts";
import type { BigeyeConnection } from "./connection.ts";
import { marked, markOf } from "./key-marker.ts";
import type { CreatedKey, Key } from "./wire/key.ts";

export interface KeyRequest {
  readonly account: string;
  readonly name: string;
  readonly description: string | null;
  /** The keys that the account had right before. */
  readonly before: ReadonlySet<string>;
}

/**
 * What the request made whose mark this is: it bears the mark, and the account did not have it right before.
 * @throws AccessError where the keys cannot be seen
 */
async function madeWith(
  client: BigeyeClient,
  { request, mark }: { readonly request: KeyRequest; readonly mark: string },
  cause: AccessError,
): Promise<readonly Key[]> {
  const { account, before } = request;
  try {
    const keys = (await client.findKeys(account)) ?? [];
    return keys.filter((key) => markOf(key) === mark && !before.has(key.id));
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const message = `${cause.message} Whether the key was made could not be seen either: ${error.message}`;
    const advice = `Look at the keys of service account ${account} in Bigeye: one with [latchkey ${mark}] in its description is nobody's, and is to be revoked. Then run again.`;
    throw new AccessError("outcome_unknown", message, { path: ["name"], advice, cause });
  }
}

async function revoke(client: BigeyeClient, account: string, { id }: Key): Promise<void> {
  try {
    await client.revokeKey(account, id);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const message = `The answer that held the key's secret was lost. Key ${id} was made, and revoking it failed: ${error.message} It never expires.`;
    const advice = `Revoke key ${id} of service account ${account} in Bigeye, then run again.`;
    throw new AccessError("outcome_unknown", message, { path: ["name"], advice, cause: error });
  }
}

/** Undefined where the answer was lost and what it had made is revoked again. */
async function attempt({ client: bigeye, signal }: Context<BigeyeConnection>, request: KeyRequest) {
  const client = bigeye.during(signal);
  const { account, name } = request;
  const mark = bigeye.newMark();
  try {
    return await client.createKey({ account, name, description: marked(request.description, mark) });
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const made = await madeWith(client, { request, mark }, error);
    if (made.length === 0) {
      const message = `${error.message} There was no such key right after it.`;
      const options = { path: ["name"], advice: "Run again: it is made then.", cause: error };
      throw new AccessError("outcome_unknown", message, options);
    }
    for (const key of made) await revoke(client, account, key);
    return undefined;
  }
}

/**
 * Makes a key. One whose answer was lost, and its secret with it, is found by the mark of its own request, revoked, and
 * made once more.
 */
export async function makeKey(context: Context<BigeyeConnection>, request: KeyRequest): Promise<CreatedKey> {
  const made = (await attempt(context, request)) ?? (await attempt(context, request));
  if (made !== undefined) return made;
  const message = `Creating key "${request.name}" of service account ${request.account}: the answer, which holds the secret, was lost twice. Both keys were revoked.`;
  throw new AccessError("outcome_unknown", message, { advice: "Run again: the key is made then." });
}
