import { AccessError } from "../../../model/errors.ts";
import type { key } from "../../../model/resources/key.ts";
import type { Adapter, Context } from "../../../model/vendor.ts";
import { means } from "../../../schema/equality.ts";
import { Secret } from "../../../schema/secret.ts";
import { instant } from "../../../schema/types.ts";
import { isKnown } from "../../../schema/unknown.ts";
import type { SignozClient } from "../client.ts";
import type { Key } from "../wire.ts";

const never = 0;

function toSeconds(expiresAt: string | null): number {
  return expiresAt === null ? never : Math.floor(Date.parse(expiresAt) / 1000);
}

function fromSeconds(seconds: number): string | null {
  return seconds === never ? null : new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

function statusAt(expiresAt: string | null, now: Date): "active" | "expired" {
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime() ? "expired" : "active";
}

function toState(row: Key, now: Date) {
  const expiresAt = fromSeconds(row.expiresAt);
  const { id, name, serviceAccountId, createdAt = null } = row;
  return { id, name, serviceAccountId, expiresAt, createdAt, status: statusAt(expiresAt, now) };
}

async function find(client: SignozClient, account: string, id: string): Promise<Key | undefined> {
  return (await client.listKeys(account))?.find((row) => row.id === id);
}

async function explained(client: SignozClient, taken: { account: string; name: string }, error: unknown) {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const rows = await client.listKeys(taken.account).catch(() => undefined);
  const holder = rows?.find(({ name }) => name === taken.name);
  if (holder === undefined) return error;
  const known = `made ${holder.createdAt ?? "at an unknown time"}, last used ${holder.lastObservedAt}`;
  const advice = `It belongs to key ${holder.id} (${known}). Choose another name; or manage that one, without its secret: terraform import ADDRESS ${taken.account}/${holder.id}`;
  return new AccessError("already_exists", error.message, { path: ["name"], advice, cause: error });
}

async function read({ client, now }: Context<SignozClient>, prior: { id: string; serviceAccountId: string | null }) {
  const row = prior.serviceAccountId === null ? undefined : await find(client, prior.serviceAccountId, prior.id);
  return row === undefined ? undefined : toState(row, now());
}

/** Both are sure to be there: SigNoz's facts require them. */
function settled(plan: { readonly name: string | null; readonly serviceAccountId: unknown }) {
  const { name, serviceAccountId } = plan;
  if (name !== null && typeof serviceAccountId === "string") return { name, account: serviceAccountId };
  throw new AccessError("invalid_value", "A SigNoz key needs `name` and `service_account_id`.");
}

function pastExpiry(expiresAt: string): AccessError {
  const message = `SigNoz key: \`expires_at\` is ${expiresAt}, which has passed.`;
  return new AccessError("expiry_in_past", message, { path: ["expiresAt"] });
}

export const keys: Adapter<typeof key, SignozClient> = {
  plan({ config, prior }, now) {
    const { expiresAt, name } = config;
    if (expiresAt === null || !isKnown(expiresAt) || statusAt(expiresAt, now()) === "active") return [];
    const isSet = prior === null || !means(instant.type, prior.expiresAt, expiresAt);
    // SigNoz takes name and expiry in one call and refuses an expiry in the past, so an expired key cannot be renamed.
    const isRenamed = prior !== null && isKnown(name) && name !== prior.name;
    return isSet || isRenamed ? [pastExpiry(expiresAt)] : [];
  },
  async create({ client, now, warn }, plan) {
    const { name, account } = settled(plan);
    const { expiresAt } = plan;
    let made;
    try {
      made = await client.createKey(account, { name, expiresAt: toSeconds(expiresAt) });
    } catch (error) {
      throw await explained(client, { account, name }, error);
    }
    const secret = new Secret(made.key);
    const state = {
      id: made.id,
      name,
      serviceAccountId: account,
      expiresAt,
      createdAt: null,
      status: "active",
      secret,
    };
    try {
      const row = await find(client, account, made.id);
      return row === undefined ? state : { ...toState(row, now()), secret };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      warn("The key was made and could not be read back", `${reason} The next plan reads it again.`);
      return state;
    }
  },
  read,
  async update({ client, now }, { prior, plan }) {
    const { name, account } = settled(plan);
    try {
      await client.updateKey(account, prior.id, { name, expiresAt: toSeconds(plan.expiresAt) });
    } catch (error) {
      throw await explained(client, { account, name }, error);
    }
    return { ...prior, name, expiresAt: plan.expiresAt, status: statusAt(plan.expiresAt, now()) };
  },
  async remove({ client }, { id, serviceAccountId }) {
    if (serviceAccountId !== null) await client.revokeKey(serviceAccountId, id);
  },
};
