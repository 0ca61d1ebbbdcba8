import { z } from "zod";
import type { SeedPlace } from "../shared/seed.ts";
import type { Instance } from "./instance.ts";

// What the seeds of several nouns are made of.

export const seedId = z
  .uuid()
  .refine((text) => text === text.toLowerCase(), "expected lower case")
  .optional();

/** Names of roles, managed or of this seed. */
export const seedRoleNames = z.array(z.string()).optional();

export async function findSeedRoleId(instance: Instance, name: string, place: SeedPlace): Promise<string> {
  const [role] = await instance.roles.find("name", name);
  return place.existing(role, `role ${name}`).id;
}
