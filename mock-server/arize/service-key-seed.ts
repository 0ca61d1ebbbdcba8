import { z } from "zod";
import { accountLevels, defaultLevels } from "#vendors/arize/facts/data/levels.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import { keyStatuses } from "#vendors/arize/wire/key.ts";
import { readSettings } from "../shared/instance.ts";
import type { SeedPlace } from "../shared/seed.ts";
import type { Instance, Row } from "./instance.ts";
import { createServiceKey } from "./key-creation.ts";
import {
  findSeedSpace,
  findSeedUser,
  readSeedRole,
  seedEmail,
  seedExpiry,
  seedId,
  seedSecret,
  seedSpaceRole,
} from "./seed.ts";

export const seedServiceKey = z.strictObject({
  id: seedId(idTypes.key),
  botId: seedId(idTypes.user),
  name: z.string().min(1).max(256),
  description: z.string().optional(),
  expiresAt: seedExpiry,
  secret: seedSecret,
  /** The person whose level bounds the key's. @default the mock's administrator */
  createdBy: seedEmail.optional(),
  accountLevel: z.enum(accountLevels).optional(),
  /** Names of the organization and of the space in it. */
  spaces: z
    .array(z.strictObject({ organization: z.string(), space: z.string(), role: seedSpaceRole.optional() }))
    .min(1),
  status: z.enum(keyStatuses).optional(),
});
type ServiceKeySeed = z.output<typeof seedServiceKey>;

async function findCreator(instance: Instance, email: string | undefined, place: SeedPlace): Promise<Row<"users">> {
  if (email !== undefined) return findSeedUser(instance, email, place);
  const key = await instance.keys.get((await readSettings(instance)).adminKeyId);
  return place.existing(await instance.users.get(key?.userId ?? ""), "administrator");
}

function toSentRole({ level, roleId }: Pick<Row<"spaceMembers">, "level" | "roleId">) {
  if (roleId !== null) return { type: "CUSTOM", id: roleId } as const;
  return { type: "PREDEFINED", name: level ?? defaultLevels.space } as const;
}

async function groupByOrganization(instance: Instance, spaces: ServiceKeySeed["spaces"], place: SeedPlace) {
  const byOrganization = new Map<string, { space_id: string; role: ReturnType<typeof toSentRole> }[]>();
  for (const seed of spaces) {
    const { id, organizationId } = await findSeedSpace(instance, seed, place);
    const role = toSentRole(await readSeedRole(instance, seed.role ?? defaultLevels.space, place));
    byOrganization.set(organizationId, [...(byOrganization.get(organizationId) ?? []), { space_id: id, role }]);
  }
  const level = { type: "PREDEFINED", name: defaultLevels.organization } as const;
  return [...byOrganization].map(([org_id, bound]) => ({ org_id, role: level, spaces: bound }));
}

export async function plantServiceKey(instance: Instance, seed: ServiceKeySeed, place: SeedPlace): Promise<void> {
  const { accountLevel = defaultLevels.account, createdBy, spaces, expiresAt, status = "ACTIVE", ...fields } = seed;
  const user = await findCreator(instance, createdBy, place);
  const { key } = await createServiceKey(
    instance,
    { user },
    {
      key_type: "SERVICE",
      ...fields,
      expires_at: expiresAt,
      account_role: { type: "PREDEFINED", name: accountLevel },
      organizations: await groupByOrganization(instance, spaces, place),
    },
  );
  if (status === "REVOKED") await instance.keys.patch(key.id, { status });
}
