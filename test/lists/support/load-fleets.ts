import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Told } from "#access/model/vendors/told.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";

/** Many objects of one vendor: a file of `test/lists/fleets` exports them as `fleet`. */
export interface LiveFleet {
  /** In the mock's form: so many objects of each noun. */
  createSeed(count: number): unknown;
  /** How many requests each list takes for 100 objects more of every noun. */
  readonly requests: { readonly [list: string]: number };
  /** How many all lists take together: they share what they read. */
  readonly together: number;
  /** What each list beside the nouns tells of a world: by the list's name. */
  readonly beside: { readonly [list: string]: { readonly seed: unknown; readonly tells: readonly Told[] } };
}

/** Unique texts of lower-case letters. */
export function spellNumber(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");
}

export function repeat<T>(count: number, create: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => create(index));
}

const folder = join(import.meta.dirname, "..", "fleets");

/** The fleets of every vendor. @throws Error where a vendor has none */
export async function loadFleets(): Promise<ReadonlyMap<string, LiveFleet>> {
  const names = readdirSync(folder).map((file) => file.slice(0, -".ts".length));
  const missing = Object.keys(vendorFacts).filter((vendor) => !names.includes(vendor));
  if (missing.length > 0) throw new Error(`${folder} has no fleet of ${missing.join(", ")}`);
  const loaded = names.map(async (name) => {
    const { fleet } = (await import(join(folder, `${name}.ts`))) as { readonly fleet: LiveFleet };
    return [name, fleet] as const;
  });
  return new Map(await Promise.all(loaded));
}
