import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { Connection } from "../connection.ts";
import { isOutcomeUnknown } from "../http/outcome.ts";

/** A relation as a resource owns it: a vendor keeps at most one row of its sides. */
export interface Relation {
  /** Of `Connection.owners`: `role binding`. */
  readonly kind: string;
  /** All sides of it, in one text. */
  readonly pair: string;
  /** What happens one at a time. @default the pair */
  readonly turn?: string;
}

export interface Row {
  readonly id: string;
}

export interface Establishment<R extends Row> extends Relation {
  /** The row that is there already; undefined where there is none, or where the token may not look. Left out: not asked. */
  findBefore?(): Promise<R | undefined>;
  /** Makes the relation. A vendor where this is idempotent answers the row that is there. */
  give(): Promise<R>;
  /**
   * What is there after the response was lost, or where the vendor refuses a second row. Throws where it is not what was
   * asked for.
   */
  findAfter(error: AccessError): Promise<R | undefined>;
  /** Two resources of this configuration ask for one row. */
  refuseTwin(row: R): AccessError;
  /** Says that the row was there before this run, or that it was found after a lost response. */
  warnAdopted(row: R, isResponseLost: boolean): void;
}

async function give<R extends Row>({ give: ask, findAfter }: Establishment<R>) {
  try {
    return { row: await ask(), cause: undefined };
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
 * Makes a relation for one resource, or takes over the row that is there.
 * @throws AccessError where another resource of this run has the row
 */
export async function establish<R extends Row>(
  { client: connection }: Context<Connection>,
  wanted: Establishment<R>,
): Promise<R> {
  const owners = connection.owners(wanted.kind);
  return connection.turns.take(turnOf(wanted), async () => {
    const before = await wanted.findBefore?.();
    if (before !== undefined && owners.isKept(before.id)) throw wanted.refuseTwin(before);
    const { row, cause } = await give(wanted);
    if (!owners.keep(row.id)) throw wanted.refuseTwin(row);
    const isThereBefore = before?.id === row.id;
    if (isThereBefore || cause !== undefined) wanted.warnAdopted(row, !isThereBefore && isOutcomeUnknown(cause));
    return row;
  });
}

/** Takes a relation away, unless this run answered its row as another resource's, such as its successor's. */
export async function dissolve(
  { client: connection }: Context<Connection>,
  relation: Relation & { readonly row: string },
  take: () => Promise<void>,
): Promise<void> {
  const owners = connection.owners(relation.kind);
  await connection.turns.take(turnOf(relation), async () => {
    if (!owners.isKept(relation.row)) await take();
  });
}

/** Makes a relation that its subject's own list asks for. From then on no other resource of this run takes it away. */
export async function claim(
  { client: connection }: Context<Connection>,
  relation: Relation,
  give: () => Promise<string>,
): Promise<void> {
  const owners = connection.owners(relation.kind);
  await connection.turns.take(turnOf(relation), async () => {
    owners.keep(await give());
  });
}
