import type { keys as definition } from "#access/model/nouns/data-sources/keys.ts";
import { keyStatus } from "#access/model/keys/rotation.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { mapBounded } from "../../shared/reads/bounded.ts";
import type { SignozConnection } from "../connection.ts";
import { fromSeconds } from "../key-creation.ts";
import type { Key } from "../wire/key.ts";
import type { ServiceAccount } from "../wire/service-account.ts";

const parallelLists = 8;

function rowOf(account: ServiceAccount, { id, name, expiresAt, lastObservedAt, ...row }: Key, now: Date) {
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
    // It begins as the creation: a key that was never used says so.
    lastUsedAt: lastObservedAt === createdAt ? null : lastObservedAt,
    status: keyStatus(expiry, now),
  };
}

function ordered<Row extends { serviceAccountName: string; name: string }>(rows: readonly Row[]): readonly Row[] {
  const order = (row: Row): string => `${row.serviceAccountName}/${row.name}`;
  return rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** SigNoz has no list of keys across accounts: each account's is read, some at a time. */
export const keys: Lookup<typeof definition, SignozConnection> = {
  async read({ client: signoz, signal, now }) {
    const client = signoz.during(signal);
    const accounts = await client.listLiveAccounts();
    const lists = await mapBounded(accounts, parallelLists, async (account) => {
      // Undefined where the account was deleted meanwhile.
      const rows = (await client.listKeys(account.id)) ?? [];
      return rows.map((row) => rowOf(account, row, now()));
    });
    return { keys: ordered(lists.flat()) };
  },
};
