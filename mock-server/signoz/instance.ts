import { type BaseInstance, createBaseInstance } from "../shared/instance.ts";
import type { RowOf } from "../shared/store/define-table.ts";
import type { Surroundings } from "../shared/vendor.ts";

/** The tables of the instance: the file of each noun adds its own. */
export interface Tables {}

/** A row of one of them. */
export type Row<Name extends keyof Tables> = RowOf<Tables[Name]>;

/** One SigNoz: its tables, its time and its randomness. */
export interface Instance extends Tables, BaseInstance {
  newId(): string;
  newSecret(): string;
}

export function openInstance(tables: Tables, surroundings: Surroundings): Instance {
  const base = createBaseInstance(surroundings);
  return {
    ...tables,
    ...base,
    newId: base.newUuid,
    newSecret: () => base.randomBytes(32).toString("base64"),
  };
}
