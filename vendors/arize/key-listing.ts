import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import type { ArizeConnection } from "./connection.ts";
import { listSpaceIds } from "./key-access.ts";
import { hiddenBy } from "./dialect.ts";
import type { ApiKey } from "./wire/key.ts";

export interface PlacedKey {
  readonly spaceId: string | null;
  readonly access: unknown;
}

/** Lists the spaces to look in, starting with the one in which the key was found before. */
export function listPlaces({ spaceId, access }: PlacedKey): readonly string[] {
  return [...new Set([...(spaceId === null ? [] : [spaceId]), ...listSpaceIds(access)])];
}

export interface FoundKey {
  readonly row: ApiKey | undefined;
  /** All active keys of the spaces that were listed. */
  readonly active: readonly ApiKey[];
}

/** Looks for an active key, one space after the other. */
export async function findKey(
  { client: arize, signal }: Context<ArizeConnection>,
  id: string,
  placed: PlacedKey,
): Promise<FoundKey> {
  const client = arize.during(signal);
  const active: ApiKey[] = [];
  for (const space of listPlaces(placed)) {
    const rows = await readIfPermitted(arize.reads.readKeys(client, space), hiddenBy);
    active.push(...(rows?.value ?? []));
    const row = active.find((one) => one.id === id);
    if (row !== undefined) return { row, active };
  }
  return { row: undefined, active };
}

/** Whether Arize lists the key as revoked. It does not if the token cannot read the spaces, or the bot left them. */
export async function isShownRevoked(
  { client: arize, signal }: Context<ArizeConnection>,
  id: string,
  placed: PlacedKey,
): Promise<boolean> {
  const client = arize.during(signal);
  for (const space of listPlaces(placed)) {
    const rows = await readIfPermitted(client.listServiceKeys(space, { status: "REVOKED" }), hiddenBy);
    if (rows?.value.some((row) => row.id === id) === true) return true;
  }
  return false;
}
