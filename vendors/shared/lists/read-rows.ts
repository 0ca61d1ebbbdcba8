import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Traces } from "#access/model/statements/traces.ts";
import type { Gap, ToldPage } from "#access/model/vendors/listed.ts";
import type { Told } from "#access/model/vendors/told.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { limits } from "../http/limits.ts";
import { listTexts } from "../list-texts.ts";
import { mapBounded } from "../reads/bounded.ts";

/** Rows of a vendor's list, and what could not be seen of it. */
export interface RowsPage<Row> {
  readonly rows: readonly Row[];
  readonly gaps: readonly Gap[];
}

export interface RowSource<Row> {
  /** What is listed, which begins a message: `Roles`. */
  readonly what: string;
  /** As the vendor has them. The next page is read when it is asked for. */
  readonly pages: AsyncIterable<readonly Row[]>;
  /** The errors with which the vendor hides what the token may not read. @default `forbidden` */
  readonly hiddenBy?: readonly ErrorCode[];
  /** Every account has some. Without any, the vendor hides them from the token. @default false */
  readonly isNeverEmpty?: true;
}

const forbidden: readonly ErrorCode[] = ["forbidden"];

function isHidden(error: unknown, hiddenBy: readonly ErrorCode[]): error is AccessError {
  return error instanceof AccessError && hiddenBy.includes(error.code);
}

/** A list that the vendor returns as a whole. */
export async function* readWhole<Row>(read: () => Promise<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  yield await read();
}

/**
 * Reads a vendor's list page by page. A list that the token may not read, one that is empty and cannot be, and one
 * that does not end, leaves a gap.
 * @throws AccessError for every other failure
 */
export async function* readRows<Row>({
  what,
  pages,
  hiddenBy = forbidden,
  isNeverEmpty,
}: RowSource<Row>): AsyncGenerator<RowsPage<Row>> {
  let pageCount = 0;
  let rowCount = 0;
  try {
    for await (const rows of pages) {
      pageCount += 1;
      rowCount += rows.length;
      if (pageCount > limits.pages || rowCount > limits.rows) {
        const says = `${what} are not all listed: only the first ${limits.rows} rows and ${limits.pages} pages of a list are read.`;
        yield { rows: [], gaps: [{ of: "objects", says }] };
        return;
      }
      yield { rows, gaps: [] };
    }
    if (isNeverEmpty === true && rowCount === 0) {
      const says = `${what} are not listed: the list is empty, and every account has some. The token may not see them.`;
      yield { rows: [], gaps: [{ of: "objects", says }] };
    }
  } catch (error) {
    if (!isHidden(error, hiddenBy)) throw error;
    const some = pageCount === 0 ? "not listed" : "not all listed";
    yield { rows: [], gaps: [{ of: "objects", says: `${what} are ${some}. ${error.message}` }] };
  }
}

/** A row with what was read about it alone. */
export interface Detailed<Row, Detail> {
  readonly row: Row;
  readonly detail: Detail;
}

export interface DetailSource<Row, Detail> {
  /** What is missing where the token may not read the detail: `Roles of service accounts`. */
  readonly what: string;
  /** In messages. */
  nameOf(row: Row): string;
  /** Undefined if the row is gone. */
  read(row: Row): Promise<Detail | undefined>;
  /** As in `RowSource`. */
  readonly hiddenBy?: readonly ErrorCode[];
}

/** How many reads are under way at the same time. */
const parallelReads = 8;
/** How many rows are completed before they are passed on. */
const rowsAtOnce = 40;

/** With these, the vendor fails for one row, and may not for the next one. */
const ofOneRow: ReadonlySet<ErrorCode> = new Set(["unexpected_answer", "vendor_failed"]);
/** Where more rows fail, each other would wait as long for the same server. */
const mostFailures = 3;

type Outcome<Row, Detail> = Detailed<Row, Detail> | { readonly row: Row; readonly error: AccessError } | undefined;

/** Reads details until too much fails. */
class DetailReader<Row, Detail> {
  readonly #source: DetailSource<Row, Detail>;
  #failures = 0;
  #lastFailure: AccessError | undefined;

  constructor(source: DetailSource<Row, Detail>) {
    this.#source = source;
  }

  /** Undefined if the row is gone, or is not read any more. */
  async read(row: Row): Promise<Outcome<Row, Detail>> {
    if (this.#lastFailure !== undefined) return undefined;
    try {
      const detail = await this.#source.read(row);
      return detail === undefined ? undefined : { row, detail };
    } catch (error) {
      if (isHidden(error, this.#source.hiddenBy ?? forbidden)) return { row, error };
      if (!(error instanceof AccessError) || !(ofOneRow.has(error.code) || error.code === "rate_limited")) throw error;
      this.#failures += 1;
      if (error.code === "rate_limited" || this.#failures >= mostFailures) this.#lastFailure = error;
      return { row, error };
    }
  }

  /** @throws AccessError once too much failed */
  finish(): void {
    if (this.#lastFailure !== undefined) throw this.#lastFailure;
  }
}

/** What could not be read, each thing by its name, with the vendor's words about the first of them. */
class UnreadRows {
  readonly #names: string[] = [];
  #reason: string | undefined;

  add(name: string, { message }: AccessError): void {
    this.#names.push(`"${quoteLine(name, 100)}"`);
    this.#reason ??= message;
  }

  listGaps(what: string): readonly Gap[] {
    if (this.#reason === undefined) return [];
    const says = `${what} are not all listed: they could not be read for ${listTexts(this.#names)}. ${this.#reason}`;
    return [{ of: "objects", says }];
  }
}

/**
 * For lists that do not tell everything: reads what is missing for each row, a few at a time. What the token may not read, and
 * the few rows for which the vendor fails, are gaps.
 * @throws AccessError for every other failure, after what was read
 */
export async function* readDetails<Row, Detail>(
  pages: AsyncIterable<RowsPage<Row>>,
  source: DetailSource<Row, Detail>,
): AsyncGenerator<RowsPage<Detailed<Row, Detail>>> {
  const unread = new UnreadRows();
  const reader = new DetailReader(source);
  for await (const { rows, gaps } of pages) {
    if (gaps.length > 0) yield { rows: [], gaps };
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      const some = rows.slice(start, start + rowsAtOnce);
      const outcomes = await mapBounded(some, parallelReads, (row) => reader.read(row));
      const found: Detailed<Row, Detail>[] = [];
      for (const outcome of outcomes) {
        if (outcome === undefined) continue;
        if ("error" in outcome) unread.add(source.nameOf(outcome.row), outcome.error);
        else found.push(outcome);
      }
      yield { rows: found, gaps: [] };
      reader.finish();
    }
  }
  const gaps = unread.listGaps(source.what);
  if (gaps.length > 0) yield { rows: [], gaps };
}

interface StatesPage<State> {
  readonly states: readonly State[];
  readonly traces: readonly Traces[];
  readonly gaps: readonly Gap[];
}

/**
 * Pages of states from pages of rows. A row may have no object, or several.
 * @param trace what the vendor tells beside the state that is at this place among those of a row
 */
export async function* toStates<Row, State>(
  pages: AsyncIterable<RowsPage<Row>>,
  toState: (row: Row) => State | readonly State[],
  trace: (row: Row, at: number) => Traces = () => ({}),
): AsyncGenerator<StatesPage<State>> {
  for await (const { rows, gaps } of pages) {
    const states: State[] = [];
    const traces: Traces[] = [];
    for (const row of rows) {
      const own = [toState(row)].flat() as readonly State[];
      for (const [at, state] of own.entries()) {
        states.push(state);
        traces.push(trace(row, at));
      }
    }
    yield { states, traces, gaps };
  }
}

/** Pages of what is told from pages of rows. */
export async function* toTold<Row>(
  pages: AsyncIterable<RowsPage<Row>>,
  tell: (row: Row) => Told | readonly Told[],
): AsyncGenerator<ToldPage> {
  for await (const { rows, gaps } of pages) yield { told: rows.flatMap(tell), gaps };
}
