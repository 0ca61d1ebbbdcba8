import type { keys as definition } from "#access/model/nouns/data-sources/keys.ts";
import { keyStatus } from "#access/model/keys/rotation.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../../shared/calls/permitted.ts";
import { mapBounded } from "../../shared/reads/bounded.ts";
import type { ArizeConnection } from "../connection.ts";
import type { ApiKey } from "../wire/key.ts";
import { listTexts } from "../../shared/list-texts.ts";

const parallelLists = 8;

function toRow({ id, name, expires_at, created_at, created_by_user_id, last_used_at }: ApiKey, now: Date) {
  const expiresAt = expires_at ?? null;
  return {
    // Arize returns a key's bot only when the key is created.
    serviceAccountId: null,
    serviceAccountName: null,
    id,
    name,
    expiresAt,
    createdAt: created_at,
    createdBy: created_by_user_id,
    lastUsedAt: last_used_at ?? null,
    status: keyStatus(expiresAt, now),
  };
}

/** Arize lists service keys per space, so a key of several spaces is listed several times. It is returned once. */
export const keys: Lookup<typeof definition, ArizeConnection> = {
  async read({ client: arize, signal, now, warn }) {
    const client = arize.during(signal);
    const spaces = await client.scopes.listSpaces();
    const lists = await mapBounded(spaces, parallelLists, ({ id }) =>
      readIfPermitted(client.listServiceKeys(id), ["forbidden", "not_found"]),
    );
    const hidden = spaces.filter((_, index) => lists[index] === undefined).map(({ name }) => name);
    if (hidden.length > 0) {
      const detail = `The token cannot read service keys in these spaces (SERVICE_KEY_READ), so keys that are bound only there are missing: ${listTexts(hidden)}.`;
      warn("The list of keys is not complete", detail);
    }
    const rows = new Map(lists.flatMap((list) => list?.value ?? []).map((row) => [row.id, row]));
    const all = [...rows.values()].map((row) => toRow(row, now()));
    return { keys: all.toSorted((a, b) => (`${a.name} ${a.id}` < `${b.name} ${b.id}` ? -1 : 1)) };
  },
};
