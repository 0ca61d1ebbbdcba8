import { z } from "zod";
import { SeedRefused, type Vendor } from "./vendor.ts";

/** A vendor's part of a seed, by vendor. */
export type Seed = Readonly<Record<string, unknown>>;

/** The schema of a seed file: one optional member a vendor. */
export function seedSchema(vendors: readonly Vendor[]): z.ZodType<Seed> {
  return z.strictObject(Object.fromEntries(vendors.map(({ name, seed }) => [name, seed.optional()])));
}

/** Throws `SeedRefused` with the path of each fault. */
export function readSeed(vendors: readonly Vendor[], value: unknown): Seed {
  const parsed = seedSchema(vendors).safeParse(value);
  if (!parsed.success) throw new SeedRefused(`the seed is not as it must be:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
