import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";

/** The result of one request for a key. */
export type KeyAttempt<Created, Row> =
  | { readonly kind: "created"; readonly created: Created }
  /** The response with the secret was lost. The request is proved to have created these rows. */
  | { readonly kind: "orphaned"; readonly orphans: readonly Row[] };

export interface KeyCreation<Created, Row extends { readonly id: string }> {
  /** The name of the key. */
  readonly name: string;
  /** Such as `key` or `service key`. */
  readonly noun: string;
  /** Such as `account 17`. @default none, if the vendor creates the account with the key */
  readonly owner?: string;
  /** @param isAgain whether the key of the first attempt was revoked */
  attempt(isAgain: boolean): Promise<KeyAttempt<Created, Row>>;
  revoke(row: Row): Promise<void>;
  /** A sentence that says when an orphan ends if it cannot be revoked: ` It never expires.` @default none */
  describeExpiry?(row: Row): string;
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
    const expiry = creation.describeExpiry?.(row) ?? "";
    const message = `${describeCreation(creation)}: the response that held the secret was lost. Key ${row.id} was created, and revoking it failed: ${error.message}${expiry}`;
    const advice = `Revoke key ${row.id}${describeOwner(creation)} in ${facts.title}, then run again.`;
    throw new AccessError("outcome_unknown", message, { path: ["name"], advice, cause: error });
  }
}

/**
 * Creates a key and returns it with its secret. If the response is lost, nobody can use the key: it is revoked, if it is
 * proved to be from this request, and created once more.
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
  throw new AccessError("outcome_unknown", message, { advice: "Run again to create the key." });
}
