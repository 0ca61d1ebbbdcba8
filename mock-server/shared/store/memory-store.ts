import { MemoryTable } from "./memory-table.ts";
import { type Identified, InvalidRows, type Store, type Table, type TableDefinition, type Tables } from "./store.ts";

export interface MemoryStoreOptions {
  /** What tables hold when they are first asked for. */
  readonly initial?: Tables;
  /** Called after each change. */
  readonly changed?: () => void;
}

interface OpenTable {
  readonly secrets: readonly string[];
  rows(): readonly unknown[];
  prepare(rows: readonly unknown[]): () => void;
}

export class MemoryStore implements Store {
  readonly #tables = new Map<string, OpenTable>();
  readonly #initial: Map<string, readonly unknown[]>;
  readonly #changed: () => void;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ initial = {}, changed = () => {} }: MemoryStoreOptions = {}) {
    this.#initial = new Map(Object.entries(initial));
    this.#changed = changed;
  }

  table<Row extends Identified, Index extends string>(definition: TableDefinition<Row, Index>): Table<Row, Index> {
    const { name } = definition;
    if (this.#tables.has(name)) throw new Error(`the table ${name} is already open`);
    const table = new MemoryTable(definition, this.#changed);
    table.prepare(this.#initial.get(name) ?? [])();
    this.#initial.delete(name);
    this.#tables.set(name, table);
    return table;
  }

  exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async snapshot(): Promise<Tables> {
    return this.tables();
  }

  secrets(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries([...this.#tables].map(([name, table]) => [name, table.secrets]));
  }

  async restore(tables: Tables): Promise<void> {
    const unknown = Object.keys(tables).filter((name) => !this.#tables.has(name));
    if (unknown.length > 0) {
      throw new InvalidRows(`no such table: ${unknown.join(", ")}; there are ${[...this.#tables.keys()].join(", ")}`);
    }
    const fills = [...this.#tables].map(([name, table]) =>
      table.prepare(Object.hasOwn(tables, name) ? (tables[name] ?? []) : []),
    );
    for (const fill of fills) fill();
    this.#changed();
  }

  async close(): Promise<void> {}

  /** All rows, those of tables that nobody has asked for included: a file that a newer version wrote keeps them. */
  tables(): Tables {
    const open = [...this.#tables].map(([name, table]) => [name, table.rows()] as const);
    return Object.fromEntries([...this.#initial, ...open]);
  }
}
