import { AccessError, PartlyCreated } from "../../../model/errors.ts";
import type { key } from "../../../model/resources/key.ts";
import type { Adapter, Context } from "../../../model/vendor.ts";
import { means } from "../../../schema/equality.ts";
import { Secret } from "../../../schema/secret.ts";
import { instant } from "../../../schema/types.ts";
import { isKnown } from "../../../schema/unknown.ts";
import type { SignozClient, SignozConnection } from "../client.ts";
import { explained, firstExpiry, fromSeconds, makeKey, never } from "../key-creation.ts";
import type { Key } from "../wire.ts";

function toSeconds(expiresAt: string | null): number {
  return expiresAt === null ? never : Math.floor(Date.parse(expiresAt) / 1000);
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

async function read(
  { client: signoz, signal, now }: Context<SignozConnection>,
  prior: { id: string; serviceAccountId: string | null },
) {
  if (prior.serviceAccountId === null) return undefined;
  const row = await find(signoz.during(signal), prior.serviceAccountId, prior.id);
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

/** What is in hand once the secret is. */
type InHand = {
  readonly id: string;
  readonly name: string;
  readonly serviceAccountId: string;
  readonly expiresAt: string | null;
  readonly createdAt: null;
  readonly status: string;
  readonly secret: Secret;
};

/** Gives a new key the expiry that was asked for. What fails here leaves a key that works for minutes. */
async function settle({ client: signoz, signal }: Context<SignozConnection>, made: InHand, wanted: number) {
  if (toSeconds(made.expiresAt) === wanted) return made;
  const { id, name, serviceAccountId } = made;
  try {
    await signoz.during(signal).updateKey(serviceAccountId, id, { name, expiresAt: wanted });
  } catch (error) {
    if (!(error instanceof AccessError)) throw new PartlyCreated(made, error);
    const message = `${error.message} Key ${id} was made and is in state; it expires ${made.expiresAt}, because its own expiry could not be set.`;
    const advice = `Run again: the key is replaced. To keep it instead, run "terraform untaint ADDRESS" first: its expiry is set then.`;
    throw new PartlyCreated(made, new AccessError(error.code, message, { path: ["expiresAt"], advice, cause: error }));
  }
  return { ...made, expiresAt: fromSeconds(wanted) };
}

export const keys: Adapter<typeof key, SignozConnection> = {
  plan({ now }, { config, prior }) {
    const { expiresAt, name } = config;
    if (expiresAt === null || !isKnown(expiresAt) || statusAt(expiresAt, now()) === "active") return {};
    const isSet = prior === null || !means(instant.type, prior.expiresAt, expiresAt);
    // SigNoz takes name and expiry in one call and refuses an expiry in the past, so an expired key cannot be renamed.
    const isRenamed = prior !== null && isKnown(name) && name !== prior.name;
    return isSet || isRenamed ? { errors: [pastExpiry(expiresAt)] } : {};
  },
  async create(context, plan) {
    const { name, account } = settled(plan);
    const wanted = toSeconds(plan.expiresAt);
    const trial = firstExpiry(wanted, context.now());
    const made = await makeKey(context, { account, name, expiresAt: trial });
    const secret = new Secret(made.key);
    const common = { id: made.id, name, serviceAccountId: account, createdAt: null, status: "active", secret };
    const state = await settle(context, { ...common, expiresAt: fromSeconds(trial) }, wanted);
    try {
      const row = await read(context, state);
      return row === undefined ? state : { ...row, secret };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.warn("The key was made and could not be read back", `${reason} The next plan reads it again.`);
      return state;
    }
  },
  read,
  async update({ client: signoz, signal, now }, { prior, plan }) {
    const { name, account } = settled(plan);
    const client = signoz.during(signal);
    try {
      await client.updateKey(account, prior.id, { name, expiresAt: toSeconds(plan.expiresAt) });
    } catch (error) {
      throw await explained(client, { account, name }, error);
    }
    return { ...prior, name, expiresAt: plan.expiresAt, status: statusAt(plan.expiresAt, now()) };
  },
  async remove({ client: signoz, signal }, { id, serviceAccountId }) {
    if (serviceAccountId !== null) await signoz.during(signal).revokeKey(serviceAccountId, id);
  },
};
