import { z } from "zod";
import { objectId } from "#vendors/inkit/facts/data/limits.ts";
import type { SeedPlace } from "../shared/seed.ts";
import type { FieldIssue } from "./errors.ts";
import type { Instance } from "./instance.ts";

// What the seeds of several nouns are made of.

export const seedId = z.string().regex(objectId.pattern, `expected ${objectId.says}`).optional();

/** Names of standard roles, or of roles in this seed. */
export const seedRoleNames = z.array(z.string());

export function checkSeedFields(place: SeedPlace, fields: readonly FieldIssue[]): void {
  const [first] = fields;
  if (first !== undefined) throw place.at(first.field).error(first.message);
}

export async function checkSeedId(
  table: { get(id: string): Promise<unknown> },
  place: SeedPlace,
  id: string | undefined,
): Promise<void> {
  if (id === undefined || (await table.get(id)) === undefined) return;
  throw place.at("id").error(`${id} is taken`);
}

export async function findSeedRoleIds(
  instance: Instance,
  names: readonly string[],
  place: SeedPlace,
): Promise<readonly string[]> {
  const ids = new Set<string>();
  await place.at("roles").each(names, async (name, at) => {
    const [role, other] = await instance.roles.find("name", name);
    if (other !== undefined) throw at.error(`several roles are named ${name}`);
    ids.add(at.existing(role, `role ${name}`).id);
  });
  return [...ids];
}
