import { type BaseInstance, createBaseInstance } from "../shared/instance.ts";
import type { RowOf } from "../shared/store/define-table.ts";
import type { Surroundings } from "../shared/vendor.ts";
import { type IdPrefix, createId, createSecret } from "./ids.ts";

/** The tables of the organization: the file of each noun adds its own. */
export interface Tables {}

/** A row of one of them. */
export type Row<Name extends keyof Tables> = RowOf<Tables[Name]>;

/** One Inkit organization: its tables, its time and its randomness. */
export interface Instance extends Tables, BaseInstance {
  newId(prefix: IdPrefix): string;
  newSecret(): string;
}

export function openInstance(tables: Tables, surroundings: Surroundings): Instance {
  const { randomBytes } = surroundings;
  return {
    ...tables,
    ...createBaseInstance(surroundings),
    newId: (prefix) => createId(prefix, randomBytes),
    newSecret: () => createSecret(randomBytes),
  };
}
