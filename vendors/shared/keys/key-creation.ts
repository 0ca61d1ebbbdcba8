import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";

/** One request for a key, and what became of it. */
export type KeyAttempt<Created, Row> =
  | { readonly kind: "created"; readonly created: Created }
  /** The response, and the secret with it, was lost; these rows are proved to be what the request created. */
  | { readonly kind: "orphaned"; readonly orphans: readonly Row[] };

export interface KeyCreation<Created, Row extends { readonly id: string }> {
  /** Of the key. */
  readonly name: string;
  /** Such as `key` or `service key`. */
  readonly noun: string;
  /** As in `account 17`; left out where the vendor makes the account with the key. */
  readonly owner?: string;
  /** @param isAgain whether the first attempt was undone */
  attempt(isAgain: boolean): Promise<KeyAttempt<Created, Row>>;
  revoke(row: Row): Promise<void>;
  /** When an orphan that could not be revoked ends, as a sentence: ` It never expires.` @default nothing is said */
  describeEnd?(row: Row): string;
}

function describeOwner({ owner }: Pick<KeyCreation<unknown, never>, "owner">): string {
  return owner === undefined ? "" : ` of ${owner}`;
}

function describeCreation(creation: Pick<KeyCreation<unknown, never>, "noun" | "name" | "owner">): string {
  return `Creating ${creation.noun} "${creation.name}"${describeOwner(creation)}`;
}

async function revokeOrphan<Row extends { readonly id: string }>(
  { facts }: Context<unknown>,
  creation: KeyCreation<unknown, Row>,
  row: Row,
): Promise<void> {
  try {
    await creation.revoke(row);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const end = creation.describeEnd?.(row) ?? "";
    const message = `${describeCreation(creation)}: the response that held the secret was lost. Key ${row.id} was created, and revoking it failed: ${error.message}${end}`;
    const advice = `Revoke key ${row.id}${describeOwner(creation)} in ${facts.title}, then run again.`;
    throw new AccessError("outcome_unknown", message, { path: ["name"], advice, cause: error });
  }
}

/**
 * Creates a key and answers it with its secret. A key whose response was lost is of no use to anybody: it is revoked,
 * where it is proved to be this request's, and the key is created once more.
 */
export async function createKey<Created, Row extends { readonly id: string }>(
  context: Context<unknown>,
  creation: KeyCreation<Created, Row>,
): Promise<Created> {
  const revoked: string[] = [];
  for (const isAgain of [false, true]) {
    const made = await creation.attempt(isAgain);
    if (made.kind === "created") return made.created;
    for (const orphan of made.orphans) {
      await revokeOrphan(context, creation, orphan);
      revoked.push(orphan.id);
    }
  }
  const message = `${describeCreation(creation)}: the response, which holds the secret, was lost twice. Both keys were revoked: ${revoked.join(", ")}.`;
  throw new AccessError("outcome_unknown", message, { advice: "Run again: the key is created then." });
}
