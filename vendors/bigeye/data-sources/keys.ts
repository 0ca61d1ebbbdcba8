import type { keys as definition } from "#access/model/nouns/data-sources/keys.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "../connection.ts";
import { readInstant } from "../instants.ts";
import type { Key } from "../wire/key.ts";

function toRow({ id, name, createdAt, createdBy, lastUsedAt, owner }: Key) {
  return {
    serviceAccountId: owner?.id ?? "",
    serviceAccountName: owner?.name ?? "",
    id,
    name,
    expiresAt: null,
    createdAt: readInstant(createdAt),
    createdBy: createdBy === undefined ? null : createdBy.email || createdBy.name,
    lastUsedAt: readInstant(lastUsedAt),
    status: "active" as const,
  };
}

function toSortKey(row: ReturnType<typeof toRow>): string {
  return `${row.serviceAccountName}/${row.name}/${row.id.padStart(20, "0")}`;
}

/** Lists the keys that Bigeye's page on API keys shows under "Service Account API Keys". */
export const keys: Lookup<typeof definition, BigeyeConnection> = {
  async read({ client: bigeye, signal }) {
    const rows = (await bigeye.during(signal).listAllKeys()).map(toRow);
    return { keys: rows.toSorted((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1)) };
  },
};
