import type { Endpoint } from "./endpoint.ts";
import type { SeedPart } from "./seed.ts";
import type { DefinedTables } from "./store/define-table.ts";

/** One noun of a vendor's API, as the mock serves it: a file of the vendor's folder that exports it as `noun`. */
export interface MockNoun<Instance> {
  readonly tables: DefinedTables;
  readonly routes: readonly Endpoint<Instance>[];
  readonly seed: SeedPart<Instance> | undefined;
}

/**
 * The file also adds its tables to those that the vendor's instance has:
 *
 *     declare module "./instance.ts" {
 *       interface Tables extends TablesOf<typeof tables> {}
 *     }
 */
export function defineMockNoun<Instance>({
  tables = {},
  routes = [],
  seed,
}: Partial<MockNoun<Instance>>): MockNoun<Instance> {
  return { tables, routes, seed };
}
