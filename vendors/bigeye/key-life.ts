import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { readAbsentText } from "../shared/absent-text.ts";
import { removeMark } from "../shared/creation/marks.ts";
import { KeyLife, type KeyPlan, type KeyState, type ShownKey, type SoughtKey } from "../shared/keys/key-life.ts";
import type { BigeyeConnection } from "./connection.ts";
import { makeKey } from "./key-creation.ts";
import { readInstant } from "./instants.ts";
import type { Key } from "./wire/key.ts";

type Connected = Context<BigeyeConnection>;

/** Bigeye's facts require both values, so that a missing one is a bug. */
function readRequired({ name, serviceAccountId, description }: KeyPlan) {
  if (name !== null && typeof serviceAccountId === "string") return { name, account: serviceAccountId, description };
  throw new AccessError("invalid_value", "A Bigeye key needs `name` and `service_account_id`.");
}

function listOldIds({ retiring }: Pick<SoughtKey, "retiring">): readonly string[] {
  return (retiring ?? []).map(({ id }) => id);
}

export function toShown(serviceAccountId: string, row: Key, description: string | null = null): ShownKey {
  return {
    id: row.id,
    serviceAccountId,
    name: row.name,
    description: readAbsentText(removeMark(row.description), description),
    expiresAt: null,
    createdAt: readInstant(row.createdAt),
  };
}

async function look({ client: bigeye, signal }: Connected, sought: SoughtKey) {
  const { id, serviceAccountId: account, description } = sought;
  if (account === null) return "gone";
  const client = bigeye.during(signal);
  const shared = await bigeye.reads.readKeys(client, account);
  const hasAll = [id, ...listOldIds(sought)].every((one) => shared?.some((row) => row.id === one) === true);
  // The list of all keys may be incomplete, so a key is gone only if its account's list lacks it too.
  const rows = (hasAll ? shared : await client.findKeys(account)) ?? [];
  const row = rows.find((one) => one.id === id);
  const has = (old: string) => rows.some((one) => one.id === old);
  if (row === undefined) return { shown: undefined, has };
  return { shown: toShown(account, row, description), has };
}

/** @throws AccessError if another key of the account has the name */
async function make(context: Connected, { plan, prior }: { readonly plan: KeyPlan; readonly prior: KeyState | null }) {
  const { account, name, description } = readRequired(plan);
  const own = new Set(prior === null ? [] : [prior.id, ...listOldIds(prior)]);
  const { info, apiKey } = await makeKey(context, { account, name, description, own });
  const { id, createdAt } = info;
  const held = { id, serviceAccountId: account, name, description, expiresAt: null };
  return { key: { ...held, createdAt: readInstant(createdAt), secret: new Secret(apiKey) } };
}

/** Bigeye keys never change and never expire, so Latchkey revokes an old key after its overlap. */
export const keyLife = new KeyLife<BigeyeConnection>({
  look,
  keepOwn: () => ({}),
  make,
  async revoke({ client: bigeye, signal }, { serviceAccountId }, id) {
    if (serviceAccountId !== null) await bigeye.during(signal).revokeKey(serviceAccountId, id);
  },
});
