import { AccessError } from "#access/model/errors.ts";
import { isOutcomeUnknown } from "../http/outcome.ts";
import type { VendorClock } from "../vendor-clock.ts";
import { createSecondError, createTwiceNamedError, type Named, type NamedKind, type Unproved } from "./named-kind.ts";
import { type Evidence, isProved } from "./proof.ts";

export interface Creation<Result, Row extends Named> {
  readonly kind: NamedKind<NoInfer<Row>>;
  readonly name: string;
  /** Lists everything of the kind that could have the name. */
  list(): Promise<readonly Row[]>;
  /** Sends the request that creates it. */
  create(): Promise<Result>;
  /** Whether a row has what the request sent beyond the name: a mark, an expiry, the content. */
  matches(row: NoInfer<Row>): boolean | Promise<boolean>;
  /** Whether the name of this row is free for this creation, which succeeds it. @default none is */
  isOwn?(row: NoInfer<Row>): boolean;
  /** Whether this is a second attempt by the same caller, who deleted what the first attempt created. @default false */
  readonly isAgain?: boolean;
}

export type Made<Result, Row extends Named> =
  | { readonly kind: "answered"; readonly result: Result }
  /** The response was lost, and this row is what the request created. */
  | { readonly kind: "found"; readonly row: Row }
  /** The response was lost, and nothing is proved. */
  | ({ readonly kind: "lost" } & Unproved<Row>);

interface Listed {
  readonly at: number;
  /** Undefined if the token may not list. */
  readonly rows: Promise<readonly Named[] | undefined>;
}

// One list serves a burst. Otherwise an apply of hundreds of resources would list hundreds of rows for each resource.
const burstMilliseconds = 1_000;

/**
 * Creates things of one kind, and finds what a request created if its response was lost. A row is proved to be from the
 * request if a list read after the failure has it, the list right before it did not, it has what the request sent, and
 * the vendor created it no earlier than the request. The name alone proves nothing, since other people create things too.
 */
export class Creations {
  readonly #now: () => Date;
  readonly #clock: VendorClock;
  readonly #tried = new Map<string, number>();
  #before: Listed | undefined;

  constructor(now: () => Date, clock: VendorClock) {
    this.#now = now;
    this.#clock = clock;
  }

  /** Whether two resources of this run create a thing with the name. */
  isTriedTwice(name: string): boolean {
    return (this.#tried.get(name) ?? 0) > 1;
  }

  /** @throws AccessError `already_exists` if the vendor would create a second thing with the name */
  async make<Result, Row extends Named>(creation: Creation<Result, Row>): Promise<Made<Result, Row>> {
    const { kind, name, isAgain = false } = creation;
    if (!isAgain) this.#tried.set(name, (this.#tried.get(name) ?? 0) + 1);
    if (kind.repeats === "refused" && this.isTriedTwice(name)) throw createTwiceNamedError(kind, name);
    const before = await this.#listBefore(creation);
    const evidence = { before: before && new Set(before.map(({ id }) => id)), since: this.#computeEarliest() };
    const first = await this.#attempt(creation, evidence);
    // No row has the name and the vendor keeps names unique, so whatever becomes of the first request, only one can succeed.
    const isSafeAgain =
      kind.repeats === "never" && first.kind === "lost" && first.named?.length === 0 && !this.isTriedTwice(name);
    return isSafeAgain ? this.#attempt(creation, evidence, first.cause) : first;
  }

  #computeEarliest(): number | undefined {
    return this.#clock.computeEarliest(this.#now());
  }

  /** @param lost the failure of the attempt before this one, whose request may still be carried out */
  async #attempt<Result, Row extends Named>(
    creation: Creation<Result, Row>,
    evidence: Evidence,
    lost?: AccessError,
  ): Promise<Made<Result, Row>> {
    try {
      return { kind: "answered", result: await creation.create() };
    } catch (error) {
      const isLost = isOutcomeUnknown(error);
      const isTaken = error instanceof AccessError && error.code === "already_exists" && lost !== undefined;
      if (!isLost && !isTaken) throw error;
      const found = await this.#findCreated(creation, evidence, lost ?? error);
      if (isTaken && found.kind === "lost") throw error;
      return found;
    }
  }

  /** The rows right before a request; undefined if the token may not list. @throws AccessError */
  async #listBefore<Row extends Named>(creation: Creation<unknown, Row>): Promise<readonly Named[] | undefined> {
    const { kind, name, isOwn = () => false } = creation;
    const { isOrphan = () => true } = kind;
    const findHolders = (rows: readonly Named[]) =>
      (rows as readonly Row[]).filter((row) => row.name === name && !isOwn(row) && isOrphan(row));
    const burst = kind.readCreation === undefined ? 0 : burstMilliseconds;
    const rows = await this.#readList(creation, burst);
    if (kind.repeats === "never" || rows === undefined || findHolders(rows).length === 0) return rows;
    // The list may be older than the end of what had the name.
    const fresh = burst === 0 ? rows : await this.#readList(creation, 0);
    const [holder, ...others] = findHolders(fresh ?? []);
    if (holder === undefined || creation.isAgain === true) return fresh;
    throw createSecondError(kind, { name, holders: [holder, ...others] });
  }

  async #readList({ list }: Pick<Creation<unknown, Named>, "list">, burst: number) {
    const at = this.#now().getTime();
    if (this.#before !== undefined && Math.abs(at - this.#before.at) < burst) return this.#before.rows;
    const before = { at, rows: readIfAllowed(list()) };
    this.#before = before;
    // A failed list must not serve later calls.
    before.rows.catch(() => {
      if (this.#before === before) this.#before = undefined;
    });
    return before.rows;
  }

  async #findCreated<Result, Row extends Named>(
    { name, list, matches, kind }: Creation<Result, Row>,
    evidence: Evidence,
    cause: AccessError,
  ): Promise<Made<Result, Row>> {
    try {
      const named = (await list()).filter((row) => row.name === name);
      const proofs = await Promise.all(named.map((row) => isProved(row, evidence, { kind, matches })));
      const [row, ...others] = named.filter((_, index) => proofs[index]);
      const isOnly =
        row !== undefined && others.length === 0 && (kind.repeats === "allowed" || !this.isTriedTwice(name));
      return isOnly ? { kind: "found", row } : { kind: "lost", cause, named };
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      return { kind: "lost", cause, named: undefined };
    }
  }
}

async function readIfAllowed(listing: Promise<readonly Named[]>): Promise<readonly Named[] | undefined> {
  try {
    return await listing;
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return undefined;
    throw error;
  }
}
