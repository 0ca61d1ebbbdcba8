import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { Creation, Creations } from "../creation/creations.ts";
import { createUnprovedError, type Named, type NamedKind } from "../creation/named-kind.ts";
import { explainTakenName } from "../creation/named-creation.ts";

/** One request for a key, and what only that request could have sent. */
export interface KeyRequest<Created, Row extends Named> extends Pick<Creation<Created, Row>, "create" | "matches"> {
  /** What the request carried in the description, such as `[latchkey …]`. @default nothing */
  readonly trace?: string;
}

export interface KeyCreation<Created, Row extends Named> extends Pick<Creation<Created, Row>, "isOwn" | "list"> {
  readonly kind: NamedKind<NoInfer<Row>>;
  /** The name of the key. */
  readonly name: string;
  /** Such as `account 17`. @default none, if the vendor creates the account with the key */
  readonly owner?: string;
  /** The creations of this run among the keys with which this one shares names. */
  readonly creations: Creations;
  /** Prepares one attempt. */
  prepare(): KeyRequest<Created, NoInfer<Row>>;
  /** Explains a certain failure. @default says who has a taken name */
  explain?(error: unknown): unknown;
  revoke(row: NoInfer<Row>): Promise<void>;
  /** A sentence that says when an orphan ends if it cannot be revoked: ` It never expires.` @default none */
  describeExpiry?(row: NoInfer<Row>): string;
}

function describeKey({ kind, name, owner }: Pick<KeyCreation<unknown, never>, "kind" | "name" | "owner">): string {
  return `${kind.noun} "${name}"${owner === undefined ? "" : ` of ${owner}`}`;
}

async function revokeOrphan<Row extends Named>(
  { facts, warn }: Context<unknown>,
  creation: KeyCreation<unknown, Row>,
  row: Row,
): Promise<void> {
  const title = describeKey(creation);
  try {
    await creation.revoke(row);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const expiry = creation.describeExpiry?.(row) ?? "";
    const message = `Creating ${title}: the response that held the secret was lost. Key ${row.id} was created, and revoking it failed: ${error.message}${expiry}`;
    const of = creation.owner === undefined ? "" : ` of ${creation.owner}`;
    const advice = `Revoke key ${row.id}${of} in ${facts.title}, then run again.`;
    throw new AccessError("outcome_unknown", message, { path: ["name"], advice, cause: error });
  }
  warn(
    "A key was revoked because its secret was lost",
    `Creating ${title}: the response that held the secret was lost. The request had created key ${row.id}, so nobody has its secret. That key was revoked.`,
  );
}

/**
 * Creates a key and returns it with its secret. If the response is lost, nobody can use the key: it is revoked, if it is
 * proved to be from this request, and created once more. Each revocation is told.
 */
export async function createKey<Created, Row extends Named>(
  context: Context<unknown>,
  creation: KeyCreation<Created, Row>,
): Promise<Created> {
  const { kind, name, creations, prepare } = creation;
  const { explain = (error: unknown) => explainTakenName(error, creation) } = creation;
  const revoked: string[] = [];
  for (const isAgain of [false, true]) {
    const { trace, ...request } = prepare();
    const made = await creations
      .make<Created, Row>({ ...creation, ...request, isAgain })
      .catch(async (error: unknown) => {
        throw await explain(error);
      });
    switch (made.kind) {
      case "answered":
        return made.result;
      case "lost":
        throw createUnprovedError(kind, name, trace === undefined ? made : { ...made, trace });
      case "found":
        await revokeOrphan(context, creation, made.row);
        revoked.push(made.row.id);
    }
  }
  const message = `Creating ${describeKey(creation)}: the response, which holds the secret, was lost twice. Both keys were revoked: ${revoked.join(", ")}.`;
  throw new AccessError("outcome_unknown", message, { advice: "Run again to create the key." });
}
