import { AccessError } from "#access/model/errors.ts";
import { isOutcomeUnknown } from "../http/outcome.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Creation<Result, Row extends Named> {
  readonly name: string;
  /** Lists everything of the kind that could have the name. */
  list(): Promise<readonly Row[]>;
  /** Sends the request that creates it. */
  create(): Promise<Result>;
  /** Whether this is a second attempt by the same caller, who deleted what the first attempt created. @default false */
  readonly isAgain?: boolean;
}

export type Made<Result, Row extends Named> =
  | { readonly kind: "answered"; readonly result: Result }
  /** The response was lost, and this row is what the request created. */
  | { readonly kind: "found"; readonly row: Row }
  /** The response was lost, and nothing is proved. `named` has the rows with the name; undefined if listing failed. */
  | { readonly kind: "lost"; readonly cause: AccessError; readonly named: readonly Row[] | undefined };

// One list serves a burst. Otherwise an apply of hundreds of resources would list hundreds of rows for each resource.
const burstMilliseconds = 10_000;

/**
 * Creates things of one kind, and finds what a request created if its response was lost. A row is proved to be from the
 * request if it has the name, was not in the list right before, and no other request of this process used the name. The
 * name alone proves nothing, since other people create things too.
 */
export class Creations {
  readonly #now: () => Date;
  readonly #burst: number;
  readonly #tried = new Map<string, number>();
  #before: { readonly at: number; readonly ids: Promise<ReadonlySet<string> | undefined> } | undefined;

  /** @param burst how long one list proves what existed before, in milliseconds; 0 if names are not unique */
  constructor(now: () => Date, burst = burstMilliseconds) {
    this.#now = now;
    this.#burst = burst;
  }

  async make<Result, Row extends Named>(creation: Creation<Result, Row>): Promise<Made<Result, Row>> {
    const { name, isAgain = false } = creation;
    if (!isAgain) this.#tried.set(name, (this.#tried.get(name) ?? 0) + 1);
    const before = await this.#readIdsBefore(creation);
    try {
      return { kind: "answered", result: await creation.create() };
    } catch (error) {
      if (!isOutcomeUnknown(error)) throw error;
      return this.#findCreated(creation, { before, cause: error });
    }
  }

  /** Undefined if the token may not list. */
  async #readIdsBefore({ list }: Pick<Creation<unknown, Named>, "list">): Promise<ReadonlySet<string> | undefined> {
    const at = this.#now().getTime();
    if (this.#before !== undefined && Math.abs(at - this.#before.at) < this.#burst) return this.#before.ids;
    const before = { at, ids: readIds(list()) };
    this.#before = before;
    // A failed list must not serve later calls.
    before.ids.catch(() => {
      if (this.#before === before) this.#before = undefined;
    });
    return before.ids;
  }

  async #findCreated<Result, Row extends Named>(
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

async function readIds(listing: Promise<readonly Named[]>): Promise<ReadonlySet<string> | undefined> {
  try {
    return new Set((await listing).map(({ id }) => id));
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return undefined;
    throw error;
  }
}
