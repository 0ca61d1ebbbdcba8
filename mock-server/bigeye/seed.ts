import { z } from "zod";
import type { SeedPlace } from "../shared/seed.ts";
import type { Instance } from "./instance.ts";

// What the seeds of several nouns are made of.

export const seedId = z
  .int()
  .positive()
  .max(2 ** 31 - 1)
  .optional();

/** Names of groups, the company's own or of this seed. */
export const seedGroupNames = z.array(z.string()).optional();

export async function findSeedGroupIds(
  instance: Instance,
  names: readonly string[],
  place: SeedPlace,
): Promise<string[]> {
  const ids: string[] = [];
  await place.at("groups").each(names, async (name, at) => {
    const [row] = await instance.groups.find("name", name);
    ids.push(at.existing(row, name).id);
  });
  return ids;
}
