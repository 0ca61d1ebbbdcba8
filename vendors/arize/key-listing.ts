import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { ArizeConnection } from "./connection.ts";
import { spacesOf } from "./key-access.ts";
import type { ApiKey } from "./wire/key.ts";

export interface Placed {
  readonly spaceId: string | null;
  readonly access: unknown;
}

/** Every space in which a key may be listed, the one it was found in before first. */
export function placesOf({ spaceId, access }: Placed): readonly string[] {
  return [...new Set([...(spaceId === null ? [] : [spaceId]), ...spacesOf(access)])];
}

async function permitted<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AccessError && ["forbidden", "not_found"].includes(error.code)) return undefined;
    throw error;
  }
}

export interface Sighting {
  readonly row: ApiKey | undefined;
  /** All keys that work, of the spaces that were looked at. */
  readonly active: readonly ApiKey[];
}

/** Looks for a key among those that work, a space after the other. */
export async function sighted(
  { client: arize, signal }: Context<ArizeConnection>,
  id: string,
  placed: Placed,
): Promise<Sighting> {
  const client = arize.during(signal);
  const active: ApiKey[] = [];
  for (const space of placesOf(placed)) {
    active.push(...((await permitted(arize.reads.keys(client, space))) ?? []));
    const row = active.find((one) => one.id === id);
    if (row !== undefined) return { row, active };
  }
  return { row: undefined, active };
}

/** Whether Arize shows the key as revoked. It shows nothing of a key whose spaces the token cannot read, or that left them. */
export async function isSeenRevoked(
  { client: arize, signal }: Context<ArizeConnection>,
  id: string,
  placed: Placed,
): Promise<boolean> {
  const client = arize.during(signal);
  for (const space of placesOf(placed)) {
    const rows = await permitted(client.listServiceKeys(space, { status: "REVOKED" }));
    if (rows?.some((row) => row.id === id) === true) return true;
  }
  return false;
}
