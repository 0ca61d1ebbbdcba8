import type { keys as definition } from "#access/model/nouns/data-sources/keys.ts";
import { keyStatus } from "#access/model/keys/rotation.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { mapBounded } from "../../shared/reads/bounded.ts";
import type { SignozConnection } from "../connection.ts";
import { fromSeconds } from "../key-creation.ts";
import type { Key } from "../wire/key.ts";
import type { ServiceAccount } from "../wire/service-account.ts";

const parallelLists = 8;

function toRow(account: ServiceAccount, { id, name, expiresAt, lastObservedAt, ...row }: Key, now: Date) {
  const expiry = fromSeconds(expiresAt);
  const createdAt = row.createdAt ?? null;
  return {
    serviceAccountId: account.id,
    serviceAccountName: account.name,
    id,
    name,
    expiresAt: expiry,
    createdAt,
    createdBy: null,
    // It starts as the creation time, so both are equal for a key that was never used.
    lastUsedAt: lastObservedAt === createdAt ? null : lastObservedAt,
    status: keyStatus(expiry, now),
  };
}

function sortRows<Row extends { serviceAccountName: string; name: string }>(rows: readonly Row[]): readonly Row[] {
  const toSortKey = (row: Row): string => `${row.serviceAccountName}/${row.name}`;
  return rows.toSorted((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1));
}

/** SigNoz cannot list keys across accounts, so this reads the list of each account, several in parallel. */
export const keys: Lookup<typeof definition, SignozConnection> = {
  async read({ client: signoz, signal, now }) {
    const client = signoz.during(signal);
    const accounts = await client.listLiveAccounts();
    const lists = await mapBounded(accounts, parallelLists, async (account) => {
      // Undefined if the account was deleted in the meantime.
      const rows = (await client.listKeys(account.id)) ?? [];
      return rows.map((row) => toRow(account, row, now()));
    });
    return { keys: sortRows(lists.flat()) };
  },
};
