import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { isWhollyKnown, unknown, type Unknown } from "#access/schema/unknown.ts";
import type { ArizeConnection } from "./connection.ts";
import { accessFaults, keyAccountLevels, keyLevels, type KeyLevel, knownPlaces } from "./facts/access.ts";
import { defaultLevels } from "./facts/data/levels.ts";
import type { KeyAccess } from "./facts/own-attributes.ts";
import type { SentMemberRole } from "./wire/common.ts";
import type { SentServiceKey } from "./wire/key.ts";
import { predefined } from "./wire/common.ts";

type Organizations = SentServiceKey["organizations"];
type SpaceRole = KeyAccess["organizations"][number]["spaces"][number]["role"];

function level(name: string | null, fallback: KeyLevel): SentMemberRole {
  return predefined(keyLevels.find((one) => one === name) ?? fallback);
}

function spaceRole(role: SpaceRole): SentMemberRole {
  if (role?.type === "CUSTOM" && role.id !== null) return { type: "CUSTOM", id: role.id };
  return level(role?.name ?? null, defaultLevels.space);
}

function ordered<Row>(rows: readonly Row[], id: (row: Row) => string): readonly Row[] {
  return rows.toSorted((a, b) => (id(a) < id(b) ? -1 : 1));
}

/** What is sent says every level: what Arize makes of one that is left out is not to decide. */
export function sentAccess(access: KeyAccess): Pick<SentServiceKey, "account_role" | "organizations"> {
  const account = keyAccountLevels.find((one) => one === access.accountRole) ?? defaultLevels.account;
  const organizations: Organizations = ordered(access.organizations, ({ orgId }) => orgId).map(
    ({ orgId, role, spaces }) => ({
      org_id: orgId,
      role: level(role, defaultLevels.organization),
      spaces: ordered(spaces, ({ spaceId }) => spaceId).map((space) => ({
        space_id: space.spaceId,
        role: spaceRole(space.role),
      })),
    }),
  );
  return { account_role: predefined(account), organizations };
}

/** The spaces of a key, in a fixed order: it is listed in each. */
export function spacesOf(access: unknown): readonly string[] {
  return ordered(knownPlaces(access), ({ orgId, spaceId }) => `${orgId} ${spaceId}`).map(({ spaceId }) => spaceId);
}

/** Where the key will be listed; unknown while a place of it is. */
export function firstSpace(access: unknown): string | Unknown {
  return isWhollyKnown(access) ? (spacesOf(access)[0] ?? unknown) : unknown;
}

function refused(message: string, advice?: string): AccessError {
  const options = advice === undefined ? { path: ["access"] } : { path: ["access"], advice };
  return new AccessError("invalid_value", `Arize key: ${message}.`, options);
}

/** The spaces that are not where the configuration has them; none where the token may not look. */
async function misplaced({ client: arize, signal }: Context<ArizeConnection>, access: unknown) {
  const client = arize.during(signal);
  const errors: AccessError[] = [];
  for (const { orgId, spaceId } of knownPlaces(access)) {
    const spaces = await arize.reads.spaces(client, orgId).catch((error: unknown) => {
      if (error instanceof AccessError && ["forbidden", "not_found"].includes(error.code)) return undefined;
      throw error;
    });
    if (spaces === undefined || spaces.some(({ id }) => id === spaceId)) continue;
    const message = `organization ${orgId} has no space ${spaceId}, or the token cannot see it`;
    const advice = "Look both up with the data source access_scope, the space with the organization as its parent.";
    errors.push(refused(message, advice));
  }
  return errors;
}

/** What is wrong with what a key is to do; what the vendor has to be asked for is asked where the rest is in order. */
export async function accessErrors(
  context: Context<ArizeConnection>,
  access: unknown,
): Promise<readonly AccessError[]> {
  const faults = accessFaults(access).map((fault) => refused(fault));
  return faults.length > 0 || access === null ? faults : misplaced(context, access);
}
