import { z } from "zod";
import { type MemberLevel, memberLevels } from "#vendors/arize/facts/data/levels.ts";
import type { IdType } from "#vendors/arize/facts/data/limits.ts";
import type { SeedPlace } from "../shared/seed.ts";
import { hasIdForm } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";

// What the seeds of several nouns are made of.

export function seedId(type: IdType) {
  return z
    .string()
    .refine((text) => hasIdForm(type, text), `expected base64 of ${type}:NUMBER:SUFFIX`)
    .optional();
}

/** The key itself; left out: random, and nobody learns it. */
export const seedSecret = z.string().min(1).optional();
export const seedExpiry = z.iso.datetime({ offset: true }).optional();
export const seedName = z.string().min(1);
export const seedEmail = z.email();

/** A level, or the name of a custom role of this seed. */
export const seedSpaceRole = z.union([z.enum(memberLevels), z.strictObject({ role: z.string() })]);

export async function findSeedUser(instance: Instance, email: string, place: SeedPlace): Promise<Row<"users">> {
  const [user] = await instance.users.find("email", email.toLowerCase());
  return place.existing(user, `user ${email}`);
}

export async function findSeedRoleId(instance: Instance, name: string, place: SeedPlace): Promise<string> {
  const [role] = await instance.roles.find("name", name);
  return place.existing(role, `role ${name}`).id;
}

/** The space of this name in the organization of that name. */
export async function findSeedSpace(
  instance: Instance,
  { organization, space }: { readonly organization: string; readonly space: string },
  place: SeedPlace,
): Promise<Row<"spaces">> {
  const [parent] = await instance.organizations.find("name", organization);
  const { id } = place.existing(parent, `organization ${organization}`);
  const siblings = await instance.spaces.find("organization", id);
  return place.existing(
    siblings.find(({ name }) => name === space),
    `space ${space} in it`,
  );
}

export async function readSeedRole(
  instance: Instance,
  role: z.output<typeof seedSpaceRole>,
  place: SeedPlace,
): Promise<{ readonly level: MemberLevel | null; readonly roleId: string | null }> {
  if (typeof role === "string") return { level: role, roleId: null };
  return { level: null, roleId: await findSeedRoleId(instance, role.role, place) };
}
