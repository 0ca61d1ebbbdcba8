import type { keys as definition } from "#access/model/nouns/data-sources/keys.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { InkitConnection } from "../connection.ts";
import { createKeyId } from "../key-life.ts";

/** Inkit does not return who generated a secret or when it was last used. */
const unknownToInkit = { name: null, expiresAt: null, createdBy: null, lastUsedAt: null, status: "active" as const };

export const keys: Lookup<typeof definition, InkitConnection> = {
  async read({ client: inkit, signal }) {
    const rows = (await inkit.reads.readAccounts(inkit.during(signal))).flatMap(
      ({ id, name, last_generated_at: at }) => {
        if (at === null) return [];
        const account = { serviceAccountId: id, serviceAccountName: name };
        return [{ ...account, id: createKeyId(id, at), createdAt: at, ...unknownToInkit }];
      },
    );
    const toSortKey = (row: (typeof rows)[number]): string => `${row.serviceAccountName}/${row.serviceAccountId}`;
    return { keys: rows.toSorted((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1)) };
  },
};
