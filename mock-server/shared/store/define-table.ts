import type { Identified, Store, Table, TableDefinition } from "./store.ts";

/** A table that knows how to open itself, so that tables of different rows go into one list. */
export interface DefinedTable<Row extends Identified, Index extends string> extends TableDefinition<Row, Index> {
  open(store: Store): Table<Row, Index>;
}

/** Tables by the name under which code finds them: `instance.NAME`. */
export type DefinedTables = Readonly<Record<string, { open(store: Store): unknown }>>;

/** What these tables are once they are open. */
export type TablesOf<Definitions extends DefinedTables> = {
  readonly [Name in keyof Definitions]: ReturnType<Definitions[Name]["open"]>;
};

type NewTable<Row extends Identified, Index extends string> = Pick<TableDefinition<Row, Index>, "name" | "row"> &
  Partial<TableDefinition<Row, Index>>;

/** A table without `secrets` holds no credentials, one without `indexes` is searched by id alone. */
export function defineTable<Row extends Identified, Index extends string = never>(
  table: NewTable<Row, Index>,
): DefinedTable<Row, Index> {
  const { name, row, secrets = [] } = table;
  // Where `indexes` is left out, Index is `never`, and a record of nothing is what its type asks for.
  const indexes = table.indexes ?? ({} as TableDefinition<Row, Index>["indexes"]);
  const definition: TableDefinition<Row, Index> = { name, row, secrets, indexes };
  return { ...definition, open: (store) => store.table(definition) };
}

/** A row of an open table. */
export type RowOf<Opened> = Opened extends Table<infer Row, never> ? Row : never;
