import { AccessError } from "#access/model/errors.ts";
import { isOutcomeUnknown } from "../http/outcome.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Creation<Result, Row extends Named> {
  readonly name: string;
  /** Everything of the kind that could have the name. */
  list(): Promise<readonly Row[]>;
  /** The one request that makes it. */
  create(): Promise<Result>;
  /** A second attempt by the same caller, which undid what the first had made. @default false */
  readonly isAgain?: boolean;
}

export type Made<Result, Row extends Named> =
  | { readonly kind: "answered"; readonly result: Result }
  /** The answer was lost, and this row is what the request made. */
  | { readonly kind: "found"; readonly row: Row }
  /** The answer was lost, and nothing is proved. `named` has whatever has the name now; undefined where none could be listed. */
  | { readonly kind: "lost"; readonly cause: AccessError; readonly named: readonly Row[] | undefined };

// One list serves a burst: an apply of hundreds would otherwise read hundreds of rows for each of them.
const burstMilliseconds = 10_000;

/**
 * Makes things of one kind whose names are unique, and finds out what became of a request whose answer was lost. The
 * proof that a row is this request's: it has the name, it was not in the list read just before, and nobody else in this
 * process asked for the same name. A name alone proves nothing, since others make things too.
 */
export class Creations {
  readonly #now: () => Date;
  readonly #burst: number;
  readonly #tried = new Map<string, number>();
  #before: { readonly at: number; readonly ids: Promise<ReadonlySet<string> | undefined> } | undefined;

  /** @param burst for how long one list serves as the one before, in milliseconds; 0 where names are not unique. */
  constructor(now: () => Date, burst = burstMilliseconds) {
    this.#now = now;
    this.#burst = burst;
  }

  async make<Result, Row extends Named>(creation: Creation<Result, Row>): Promise<Made<Result, Row>> {
    const { name, isAgain = false } = creation;
    if (!isAgain) this.#tried.set(name, (this.#tried.get(name) ?? 0) + 1);
    const before = await this.#listedBefore(creation);
    try {
      return { kind: "answered", result: await creation.create() };
    } catch (error) {
      if (!isOutcomeUnknown(error)) throw error;
      return this.#look(creation, { before, cause: error });
    }
  }

  /** The ids that were there; undefined where this caller may not list. */
  async #listedBefore({ list }: Pick<Creation<unknown, Named>, "list">): Promise<ReadonlySet<string> | undefined> {
    const at = this.#now().getTime();
    if (this.#before !== undefined && Math.abs(at - this.#before.at) < this.#burst) return this.#before.ids;
    const before = { at, ids: idsOf(list()) };
    this.#before = before;
    // A list that failed serves nobody after it.
    before.ids.catch(() => {
      if (this.#before === before) this.#before = undefined;
    });
    return before.ids;
  }

  async #look<Result, Row extends Named>(
    { name, list }: Creation<Result, Row>,
    { before, cause }: { readonly before: ReadonlySet<string> | undefined; readonly cause: AccessError },
  ): Promise<Made<Result, Row>> {
    let named: readonly Row[];
    try {
      named = (await list()).filter((row) => row.name === name);
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      return { kind: "lost", cause, named: undefined };
    }
    const [row, ...others] = named.filter(({ id }) => before?.has(id) === false);
    const isProved = row !== undefined && others.length === 0 && this.#tried.get(name) === 1;
    return isProved ? { kind: "found", row } : { kind: "lost", cause, named };
  }
}

async function idsOf(listing: Promise<readonly Named[]>): Promise<ReadonlySet<string> | undefined> {
  try {
    return new Set((await listing).map(({ id }) => id));
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return undefined;
    throw error;
  }
}
