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
import { toPredefined } from "./wire/common.ts";

type Organizations = SentServiceKey["organizations"];
type SpaceRole = KeyAccess["organizations"][number]["spaces"][number]["role"];

function toLevel(name: string | null, fallback: KeyLevel): SentMemberRole {
  return toPredefined(keyLevels.find((one) => one === name) ?? fallback);
}

function toSpaceRole(role: SpaceRole): SentMemberRole {
  if (role?.type === "CUSTOM" && role.id !== null) return { type: "CUSTOM", id: role.id };
  return toLevel(role?.name ?? null, defaultLevels.space);
}

function sortRows<Row>(rows: readonly Row[], id: (row: Row) => string): readonly Row[] {
  return rows.toSorted((a, b) => (id(a) < id(b) ? -1 : 1));
}

/** Sends every level explicitly, so that Arize's own defaults do not matter. */
export function toSentAccess(access: KeyAccess): Pick<SentServiceKey, "account_role" | "organizations"> {
  const account = keyAccountLevels.find((one) => one === access.accountRole) ?? defaultLevels.account;
  const organizations: Organizations = sortRows(access.organizations, ({ orgId }) => orgId).map(
    ({ orgId, role, spaces }) => ({
      org_id: orgId,
      role: toLevel(role, defaultLevels.organization),
      spaces: sortRows(spaces, ({ spaceId }) => spaceId).map((space) => ({
        space_id: space.spaceId,
        role: toSpaceRole(space.role),
      })),
    }),
  );
  return { account_role: toPredefined(account), organizations };
}

/** Lists the spaces of a key in a fixed order. Arize lists the key in each of them. */
export function listSpaceIds(access: unknown): readonly string[] {
  return sortRows(listKnownPlaces(access), ({ orgId, spaceId }) => `${orgId} ${spaceId}`).map(({ spaceId }) => spaceId);
}

/** Finds the space to look the key up in. It is unknown until all ids of the access are known. */
export function findFirstSpaceId(access: unknown): string | Unknown {
  return isWhollyKnown(access) ? (listSpaceIds(access)[0] ?? unknown) : unknown;
}

function createAccessError(message: string, advice?: string): AccessError {
  const options = advice === undefined ? { path: ["access"] } : { path: ["access"], advice };
  return new AccessError("invalid_value", `Arize key: ${message}.`, options);
}

/** Finds spaces that are not in the configured organization. Skips organizations that the token cannot read. */
async function findMisplaced({ client: arize, signal }: Context<ArizeConnection>, access: unknown) {
  const client = arize.during(signal);
  const errors: AccessError[] = [];
  for (const { orgId, spaceId } of listKnownPlaces(access)) {
    const spaces = await readIfPermitted(arize.reads.readSpaces(client, orgId), ["forbidden", "not_found"]);
    if (spaces === undefined || spaces.value.some(({ id }) => id === spaceId)) continue;
    const message = `organization ${orgId} has no space ${spaceId}, or the token cannot see it`;
    const advice =
      "Look up both with the data source access_scope, and set `parent_id` of the space to the organization.";
    errors.push(createAccessError(message, advice));
  }
  return errors;
}

/** Checks a key's access. Asks Arize about the spaces only if the configuration itself is valid. */
export async function findAccessErrors(
  context: Context<ArizeConnection>,
  access: unknown,
): Promise<readonly AccessError[]> {
  const faults = findAccessFaults(access).map((fault) => createAccessError(fault));
  return faults.length > 0 || access === null ? faults : findMisplaced(context, access);
}
