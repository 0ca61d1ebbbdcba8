import { z } from "zod";
import { type Identified, InvalidRows, type Table, type TableDefinition } from "./store.ts";

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
}

function isNested<Value extends object>(value: Value): boolean {
  for (const name in value) if (typeof value[name] === "object" && value[name] !== null) return true;
  return false;
}

/** A row as a table keeps it: its own copy. */
interface KeptRow<Row> {
  readonly row: Row;
  /** Whether it has members of its own: then it is frozen, and readers share it. */
  readonly isFrozen: boolean;
}

// Freezing flat rows would do as well, and would cost each of them as much memory again.
function keepRow<Row extends object>(value: Row): KeptRow<Row> {
  if (!isNested(value)) return { row: { ...value }, isFrozen: false };
  const row = structuredClone(value);
  freeze(row);
  return { row, isFrozen: true };
}

function handOut<Row extends object>({ row, isFrozen }: KeptRow<Row>): Row {
  return isFrozen ? row : { ...row };
}

/** Whether a change says nothing that the row does not say already. */
function isIdle<Row extends object>(row: Row, change: Partial<Row>): boolean {
  for (const name in change) if (change[name] !== row[name] || !Object.hasOwn(row, name)) return false;
  return true;
}

interface Entry<Row> extends KeptRow<Row> {
  /** What each index holds the row under. */
  readonly values: readonly (string | undefined)[];
}

/** Ids by value. Most values have one id: a set for each would be most of the memory of a large table. */
class IdIndex {
  readonly #ids = new Map<string, string | Set<string>>();

  find(value: string): Iterable<string> {
    const ids = this.#ids.get(value);
    if (ids === undefined) return [];
    return typeof ids === "string" ? [ids] : ids;
  }

  add(value: string, id: string): void {
    const ids = this.#ids.get(value);
    if (ids === undefined) this.#ids.set(value, id);
    else if (typeof ids === "string") this.#ids.set(value, new Set([ids, id]));
    else ids.add(id);
  }

  drop(value: string, id: string): void {
    const ids = this.#ids.get(value);
    if (typeof ids === "object") ids.delete(id);
    if (ids === id || (typeof ids === "object" && ids.size === 0)) this.#ids.delete(value);
  }
}

/** Rows in memory, found by id and by the definition's indexes without looking through all. */
export class MemoryTable<Row extends Identified, Index extends string> implements Table<Row, Index> {
  readonly #definition: TableDefinition<Row, Index>;
  readonly #changed: () => void;
  readonly #indexNames: readonly string[];
  readonly #valuesOf: readonly ((row: Row) => string | undefined)[];
  #entries = new Map<string, Entry<Row>>();
  #indexes: readonly IdIndex[] = [];

  constructor(definition: TableDefinition<Row, Index>, changed: () => void) {
    this.#definition = definition;
    this.#changed = changed;
    this.#indexNames = Object.keys(definition.indexes);
    this.#valuesOf = Object.values<(row: Row) => string | undefined>(definition.indexes);
    this.#fill([]);
  }

  get secrets(): readonly string[] {
    return this.#definition.secrets;
  }

  get(id: string): Promise<Row | undefined> {
    const entry = this.#entries.get(id);
    return Promise.resolve(entry === undefined ? undefined : handOut(entry));
  }

  find(index: Index, value: string): Promise<readonly Row[]> {
    const found: Row[] = [];
    for (const id of this.#indexes[this.#indexNames.indexOf(index)]?.find(value) ?? []) {
      const entry = this.#entries.get(id);
      if (entry !== undefined) found.push(handOut(entry));
    }
    return Promise.resolve(found);
  }

  async list(): Promise<readonly Row[]> {
    return this.rows();
  }

  async put(row: Row): Promise<void> {
    this.#set(keepRow(row), this.#entries.get(row.id)?.values);
    this.#changed();
  }

  async patch(id: string, change: Partial<Row>): Promise<Row | undefined> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    if (isIdle(entry.row, change)) return handOut(entry);
    const patched = keepRow({ ...entry.row, ...change });
    this.#set(patched, entry.values);
    this.#changed();
    return handOut(patched);
  }

  async remove(id: string): Promise<boolean> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return false;
    this.#entries.delete(id);
    for (const [position, value] of entry.values.entries()) this.#drop(position, value, id);
    this.#changed();
    return true;
  }

  rows(): readonly Row[] {
    return Array.from(this.#entries.values(), handOut);
  }

  /** Reads rows from outside; they are taken over only when the function that it answers is called. */
  prepare(rows: readonly unknown[]): () => void {
    const parsed = z.array(this.#definition.row).safeParse(rows);
    if (!parsed.success) throw new InvalidRows(`${this.#definition.name}: ${z.prettifyError(parsed.error)}`);
    return () => this.#fill(parsed.data);
  }

  #fill(rows: readonly Row[]): void {
    this.#entries = new Map();
    this.#indexes = this.#indexNames.map(() => new IdIndex());
    for (const row of rows) this.#set(keepRow(row), this.#entries.get(row.id)?.values);
  }

  #set({ row, isFrozen }: KeptRow<Row>, before: Entry<Row>["values"] | undefined): void {
    const values = this.#valuesOf.map((valueOf) => valueOf(row));
    for (let position = 0; position < values.length; position += 1) {
      const value = values[position];
      if (before !== undefined) {
        if (before[position] === value) continue;
        this.#drop(position, before[position], row.id);
      }
      if (value !== undefined) this.#indexes[position]?.add(value, row.id);
    }
    this.#entries.set(row.id, { row, isFrozen, values });
  }

  #drop(position: number, value: string | undefined, id: string): void {
    if (value !== undefined) this.#indexes[position]?.drop(value, id);
  }
}
