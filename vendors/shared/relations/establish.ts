import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { Connection } from "../connection.ts";
import { isOutcomeUnknown } from "../http/outcome.ts";

/** A relation that a resource owns. A vendor keeps at most one row for its sides. */
export interface Relation {
  /** As in `Connection.ownersOf`: `role binding`. */
  readonly kind: string;
  /** A text with all sides of the relation. */
  readonly pair: string;
  /** Changes with the same turn run one after another. @default the pair */
  readonly turn?: string;
}

export interface Row {
  readonly id: string;
}

export interface Establishment<R extends Row> extends Relation {
  /** Finds an existing row; undefined if there is none or the token may not read it. @default does not look */
  findBefore?(): Promise<R | undefined>;
  /** Creates the relation. If the vendor's call is idempotent, it returns the existing row. */
  give(): Promise<R>;
  /**
   * Finds the row after the response was lost, or after the vendor refused a second row. Throws if the row is not what
   * was requested.
   */
  findAfter(error: AccessError): Promise<R | undefined>;
  /** Creates the error for two resources of this configuration that request the same row. */
  refuseTwin(row: R): AccessError;
  /** Warns that the row existed before this run, or that it was found after a lost response. */
  warnAdopted(row: R, isResponseLost: boolean): void;
}

async function giveOrFind<R extends Row>({ give, findAfter }: Establishment<R>) {
  try {
    return { row: await give(), cause: undefined };
  } catch (error) {
    const isExplicable = isOutcomeUnknown(error) || (error instanceof AccessError && error.code === "already_exists");
    if (!isExplicable) throw error;
    const row = await findAfter(error);
    if (row === undefined) throw error;
    return { row, cause: error };
  }
}

function turnOf({ kind, pair, turn = pair }: Relation): string {
  return `${kind} ${turn}`;
}

/**
 * Creates a relation for one resource, or adopts the existing row.
 * @throws AccessError if another resource of this run owns the row
 */
export async function establish<R extends Row>(
  { client: connection }: Context<Connection>,
  wanted: Establishment<R>,
): Promise<R> {
  const owners = connection.ownersOf(wanted.kind);
  return connection.turns.take(turnOf(wanted), async () => {
    const before = await wanted.findBefore?.();
    if (before !== undefined && owners.isKept(before.id)) throw wanted.refuseTwin(before);
    const { row, cause } = await giveOrFind(wanted);
    if (!owners.keep(row.id)) throw wanted.refuseTwin(row);
    const isThereBefore = before?.id === row.id;
    if (isThereBefore || cause !== undefined) wanted.warnAdopted(row, !isThereBefore && isOutcomeUnknown(cause));
    return row;
  });
}

/** Deletes a relation, unless another resource of this run, such as its successor, owns the row. */
export async function dissolve(
  { client: connection }: Context<Connection>,
  relation: Relation & { readonly row: string },
  remove: () => Promise<void>,
): Promise<void> {
  const owners = connection.ownersOf(relation.kind);
  await connection.turns.take(turnOf(relation), async () => {
    if (!owners.isKept(relation.row)) await remove();
  });
}

/** Creates a relation that the subject's own list requires. After that no other resource of this run deletes it. */
export async function claim(
  { client: connection }: Context<Connection>,
  relation: Relation,
  give: () => Promise<string>,
): Promise<void> {
  const owners = connection.ownersOf(relation.kind);
  await connection.turns.take(turnOf(relation), async () => {
    owners.keep(await give());
  });
}
