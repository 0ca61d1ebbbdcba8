import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { isWhollyKnown, unknown, type Unknown } from "#access/schema/unknown.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import type { ArizeConnection } from "./connection.ts";
import { findAccessFaults, listKnownPlaces } from "./facts/access.ts";
import { defaultLevels, keyAccountLevels, type KeyLevel, keyLevels } from "./facts/data/levels.ts";
import type { KeyAccess } from "./facts/nouns/key.ts";
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

function sortRows<Row>(rows: readonly Row[], id: (row: Row) => string): readonly Row[] {
  return rows.toSorted((a, b) => (id(a) < id(b) ? -1 : 1));
}

/** What is sent says every level: what Arize makes of one that is left out is not to decide. */
export function sentAccess(access: KeyAccess): Pick<SentServiceKey, "account_role" | "organizations"> {
  const account = keyAccountLevels.find((one) => one === access.accountRole) ?? defaultLevels.account;
  const organizations: Organizations = sortRows(access.organizations, ({ orgId }) => orgId).map(
    ({ orgId, role, spaces }) => ({
      org_id: orgId,
      role: level(role, defaultLevels.organization),
      spaces: sortRows(spaces, ({ spaceId }) => spaceId).map((space) => ({
        space_id: space.spaceId,
        role: spaceRole(space.role),
      })),
    }),
  );
  return { account_role: predefined(account), organizations };
}

/** The spaces of a key, in a fixed order: it is listed in each. */
export function spacesOf(access: unknown): readonly string[] {
  return sortRows(listKnownPlaces(access), ({ orgId, spaceId }) => `${orgId} ${spaceId}`).map(({ spaceId }) => spaceId);
}

/** Where the key will be listed; unknown while a place of it is. */
export function firstSpace(access: unknown): string | Unknown {
  return isWhollyKnown(access) ? (spacesOf(access)[0] ?? unknown) : unknown;
}

function accessError(message: string, advice?: string): AccessError {
  const options = advice === undefined ? { path: ["access"] } : { path: ["access"], advice };
  return new AccessError("invalid_value", `Arize key: ${message}.`, options);
}

/** The spaces that are not where the configuration has them; none where the token may not look. */
async function findMisplaced({ client: arize, signal }: Context<ArizeConnection>, access: unknown) {
  const client = arize.during(signal);
  const errors: AccessError[] = [];
  for (const { orgId, spaceId } of listKnownPlaces(access)) {
    const spaces = await readIfPermitted(arize.reads.spaces(client, orgId), ["forbidden", "not_found"]);
    if (spaces === undefined || spaces.value.some(({ id }) => id === spaceId)) continue;
    const message = `organization ${orgId} has no space ${spaceId}, or the token cannot see it`;
    const advice = "Look both up with the data source access_scope, the space with the organization as its parent.";
    errors.push(accessError(message, advice));
  }
  return errors;
}

/** What is wrong with what a key is to do; what the vendor has to be asked for is asked where the rest is in order. */
export async function accessErrors(
  context: Context<ArizeConnection>,
  access: unknown,
): Promise<readonly AccessError[]> {
  const faults = findAccessFaults(access).map((fault) => accessError(fault));
  return faults.length > 0 || access === null ? faults : findMisplaced(context, access);
}
