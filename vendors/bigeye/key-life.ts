import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { readAbsentText } from "../shared/absent-text.ts";
import { KeyLife, type KeyPlan, type KeyState, type SoughtKey } from "../shared/keys/key-life.ts";
import type { BigeyeConnection } from "./connection.ts";
import { makeKey } from "./key-creation.ts";
import { keyNameTakenError, readInstant, removeMark } from "./key-marks.ts";

type Connected = Context<BigeyeConnection>;

/** Both are sure to be there: Bigeye's facts require them. */
function readRequired({ name, serviceAccountId, description }: KeyPlan) {
  if (name !== null && typeof serviceAccountId === "string") return { name, account: serviceAccountId, description };
  throw new AccessError("invalid_value", "A Bigeye key needs `name` and `service_account_id`.");
}

function oldIds({ retiring }: Pick<SoughtKey, "retiring">): readonly string[] {
  return (retiring ?? []).map(({ id }) => id);
}

async function look({ client: bigeye, signal }: Connected, sought: SoughtKey) {
  const { id, serviceAccountId: account, description } = sought;
  if (account === null) return "gone";
  const client = bigeye.during(signal);
  const shared = await bigeye.reads.keys(client, account);
  const hasAll = [id, ...oldIds(sought)].every((one) => shared?.some((row) => row.id === one) === true);
  // Nothing is called gone by what the list of all keys leaves out.
  const rows = (hasAll ? shared : await client.findKeys(account)) ?? [];
  const row = rows.find((one) => one.id === id);
  const has = (old: string) => rows.some((one) => one.id === old);
  if (row === undefined) return { shown: undefined, has };
  const shown = {
    id,
    serviceAccountId: account,
    name: row.name,
    description: readAbsentText(removeMark(row), description),
    expiresAt: null,
    createdAt: readInstant(row.createdAt),
  };
  return { shown, has };
}

/** @throws AccessError where the account has a key of the name that is not this resource's */
async function make(context: Connected, { plan, prior }: { readonly plan: KeyPlan; readonly prior: KeyState | null }) {
  const { account, name, description } = readRequired(plan);
  const ours = new Set(prior === null ? [] : [prior.id, ...oldIds(prior)]);
  const rows = (await context.client.during(context.signal).findKeys(account)) ?? [];
  const others = rows.filter((row) => row.name === name && !ours.has(row.id));
  if (others.length > 0) throw keyNameTakenError(account, name, others);
  const before = new Set(rows.map(({ id }) => id));
  const { info, apiKey } = await makeKey(context, { account, name, description, before });
  const { id, createdAt } = info;
  const held = { id, serviceAccountId: account, name, description, expiresAt: null };
  return { key: { ...held, createdAt: readInstant(createdAt), secret: new Secret(apiKey) } };
}

/** Bigeye's keys never change and do not expire: an old key is revoked here once its overlap ends. */
export const keyLife = new KeyLife<BigeyeConnection>({
  look,
  keepOwn: () => ({}),
  make,
  async revoke({ client: bigeye, signal }, { serviceAccountId }, id) {
    if (serviceAccountId !== null) await bigeye.during(signal).revokeKey(serviceAccountId, id);
  },
});
