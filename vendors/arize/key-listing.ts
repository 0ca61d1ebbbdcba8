import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import type { ArizeConnection } from "./connection.ts";
import { spacesOf } from "./key-access.ts";
import type { ApiKey } from "./wire/key.ts";

export interface PlacedKey {
  readonly spaceId: string | null;
  readonly access: unknown;
}

/** Every space in which a key may be listed, the one it was found in before first. */
export function listPlaces({ spaceId, access }: PlacedKey): readonly string[] {
  return [...new Set([...(spaceId === null ? [] : [spaceId]), ...spacesOf(access)])];
}

/** Where a space is gone or its keys may not be read, Arize shows nothing. */
const hidden = ["forbidden", "not_found"] as const;

export interface FoundKey {
  readonly row: ApiKey | undefined;
  /** All keys that work, of the spaces that were looked at. */
  readonly active: readonly ApiKey[];
}

/** Looks for a key among those that work, a space after the other. */
export async function findKey(
  { client: arize, signal }: Context<ArizeConnection>,
  id: string,
  placed: PlacedKey,
): Promise<FoundKey> {
  const client = arize.during(signal);
  const active: ApiKey[] = [];
  for (const space of listPlaces(placed)) {
    const rows = await readIfPermitted(arize.reads.keys(client, space), hidden);
    active.push(...(rows?.value ?? []));
    const row = active.find((one) => one.id === id);
    if (row !== undefined) return { row, active };
  }
  return { row: undefined, active };
}

/** Whether Arize shows the key as revoked. It shows nothing of a key whose spaces the token cannot read, or that left them. */
export async function isShownRevoked(
  { client: arize, signal }: Context<ArizeConnection>,
  id: string,
  placed: PlacedKey,
): Promise<boolean> {
  const client = arize.during(signal);
  for (const space of listPlaces(placed)) {
    const rows = await readIfPermitted(client.listServiceKeys(space, { status: "REVOKED" }), hidden);
    if (rows?.value.some((row) => row.id === id) === true) return true;
  }
  return false;
}
