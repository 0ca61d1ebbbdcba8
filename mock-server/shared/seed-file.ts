import { z } from "zod";
import { SeedError } from "./seed.ts";
import { type Vendor } from "./vendor.ts";

/** Each vendor's part of a seed, by vendor. */
export type Seed = Readonly<Record<string, unknown>>;

/** The schema of a seed file: one optional member for each vendor. */
export function seedSchema(vendors: readonly Vendor[]): z.ZodType<Seed> {
  return z.strictObject(Object.fromEntries(vendors.map(({ name, seed }) => [name, seed.optional()])));
}

/** Throws `SeedError` with the path of each issue. */
export function readSeed(vendors: readonly Vendor[], value: unknown): Seed {
  const parsed = seedSchema(vendors).safeParse(value);
  if (!parsed.success) throw new SeedError(`invalid seed:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
