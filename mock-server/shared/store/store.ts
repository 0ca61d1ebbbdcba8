import type { z } from "zod";

export interface Identified {
  readonly id: string;
}

export interface TableDefinition<Row extends Identified, Index extends string> {
  /** Unique in the store: `VENDOR/NOUN`. */
  readonly name: string;
  /** Checks rows that come from outside: a file, a snapshot. */
  readonly row: z.ZodType<Row>;
  /** Members that are credentials. */
  readonly secrets: readonly (keyof Row & string)[];
  /** What a row can be found by; `undefined` leaves the row out of that index. */
  readonly indexes: Readonly<Record<Index, (row: Row) => string | undefined>>;
}

/**
 * Rows of one noun, in the order in which they were first put. Rows are JSON. A table copies what is put, and what it returns
 * is a copy or frozen: nothing that a caller does to a row reaches the store.
 */
export interface Table<Row extends Identified, Index extends string> {
  get(id: string): Promise<Row | undefined>;
  find(index: Index, value: string): Promise<readonly Row[]>;
  list(): Promise<readonly Row[]>;
  put(row: Row): Promise<void>;
  /** Merges into the row that is there now; `undefined` when there is none. */
  patch(id: string, change: Partial<Row>): Promise<Row | undefined>;
  remove(id: string): Promise<boolean>;
}

/** Rows by the name of their table. */
export type Tables = Readonly<Record<string, readonly unknown[]>>;

export interface Store {
  /** Opens a table; each can be opened once. */
  table<Row extends Identified, Index extends string>(definition: TableDefinition<Row, Index>): Table<Row, Index>;
  /** Runs one at a time, so that a check and the write that follows are one step. Must not be nested. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result>;
  snapshot(): Promise<Tables>;
  /** The members that are secrets, by the name of their table. */
  secrets(): Readonly<Record<string, readonly string[]>>;
  /** Replaces everything. Throws `InvalidRows`, and changes nothing, when a table or a row does not match its definition. */
  restore(tables: Tables): Promise<void>;
  /** Resolves when everything that was put is where it lasts. */
  close(): Promise<void>;
}

/** Rows from a file or a snapshot that do not match their table's definition. */
export class InvalidRows extends Error {
  override readonly name = "InvalidRows";
}
