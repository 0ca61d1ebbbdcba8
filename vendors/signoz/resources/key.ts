import { AccessError } from "#access/model/errors.ts";
import { planKey } from "#access/model/keys/key-plan.ts";
import type { key } from "#access/model/nouns/resources/key.ts";
import {
  isRotation,
  isRotationDue,
  type KeyState,
  keyStatus,
  later,
  lifeEnd,
  revokedStanding,
  standing,
  stillRetiring,
} from "#access/model/keys/rotation.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Plan, Prior } from "#access/schema/records.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { SignozConnection } from "../client.ts";
import { latestExpiry } from "../facts/data/limits.ts";
import { firstExpiry, fromSeconds, makeKey } from "../key-creation.ts";
import { rotate } from "../key-rotation.ts";
import { type HeldKey, settle, toSeconds } from "../key-settling.ts";

type KeyAttributes = AttributesOf<typeof key>;

async function read(
  { client: signoz, signal, now }: Context<SignozConnection>,
  prior: Prior<KeyAttributes, "id" | "serviceAccountId">,
) {
  const { id, name, serviceAccountId } = prior;
  if (serviceAccountId === null) return undefined;
  const rows = await signoz.view.keys(signoz.during(signal), serviceAccountId);
  const row = rows?.find((one) => one.id === id);
  const has = (old: string): boolean => rows?.some((one) => one.id === old) === true;
  const common = { id, serviceAccountId, description: null };
  if (row === undefined) {
    const { expiresAt, createdAt } = prior;
    const revoked = revokedStanding(prior, has, now());
    return revoked && { ...common, name, expiresAt, createdAt, ...revoked };
  }
  const seen = { expiresAt: fromSeconds(row.expiresAt), createdAt: row.createdAt ?? null };
  return { ...common, name: row.name, ...seen, ...standing(prior, { ...seen, has }, now()) };
}

/** Both are sure to be there: SigNoz's facts require them. */
function settled(plan: { readonly name: string | null; readonly serviceAccountId: unknown }) {
  const { name, serviceAccountId } = plan;
  if (name !== null && typeof serviceAccountId === "string") return { name, account: serviceAccountId };
  throw new AccessError("invalid_value", "A SigNoz key needs `name` and `service_account_id`.");
}

type Expiring = Pick<Plan<KeyAttributes>, "expiresAt" | "expiresIn">;

/** In Unix seconds; 0 is never. A lifetime counts from `born`, which for a new key is now. */
function expirySeconds({ expiresAt, expiresIn }: Expiring, born: Date): number {
  if (expiresIn === null) return toSeconds(isKnown(expiresAt) ? expiresAt : null);
  const seconds = toSeconds(later(born, expiresIn));
  if (seconds <= latestExpiry) return seconds;
  const message = `SigNoz key: \`expires_in\` is ${expiresIn}, which ends after 2038-01-19T03:14:07Z; SigNoz keeps no later expiry.`;
  throw new AccessError("invalid_value", message, { path: ["expiresIn"] });
}

/** With what only a list tells of a new key. Everything else is as it was asked for. */
async function readBack(context: Context<SignozConnection>, held: HeldKey): Promise<HeldKey> {
  try {
    const rows = await context.client.during(context.signal).listKeys(held.serviceAccountId);
    return { ...held, createdAt: rows?.find(({ id }) => id === held.id)?.createdAt ?? null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.warn("The key was made and could not be read back", `${reason} The next plan reads it again.`);
    return held;
  }
}

function tellOfNew(error: AccessError, { id, expiresAt }: HeldKey): AccessError {
  const message = `${error.message} Key ${id} was made and is in state; it expires ${expiresAt ?? "never"}, because its own expiry could not be set.`;
  const advice = `Run again: the key is replaced. To keep it instead, run "terraform untaint ADDRESS" first: its expiry is set then.`;
  return new AccessError(error.code, message, { path: ["expiresAt"], advice, cause: error });
}

async function create(context: Context<SignozConnection>, plan: Plan<KeyAttributes>): Promise<HeldKey> {
  const { name, account } = settled(plan);
  const expiresAt = expirySeconds(plan, context.now());
  const trial = firstExpiry(expiresAt, context.now());
  const made = await makeKey(context, { account, name, expiresAt: trial });
  const held: HeldKey = {
    id: made.id,
    name,
    serviceAccountId: account,
    description: null,
    expiresAt: fromSeconds(trial),
    createdAt: null,
    status: "active",
    rotationDue: false,
    retiring: [],
    secret: new Secret(made.key),
  };
  return readBack(context, await settle(context, held, { name, expiresAt, revoke: [], tell: tellOfNew }));
}

function planned({ now, warn }: Context<SignozConnection>, change: Change<typeof key>) {
  const { config, prior } = change;
  const outcome = planKey({ now, warn }, change);
  // SigNoz takes name and expiry in one call and refuses an expiry in the past, so an expired key cannot be renamed.
  const isRenamed = prior !== null && isKnown(config.name) && config.name !== prior.name;
  const { expiresAt } = config;
  if (outcome.rotates || !isRenamed || outcome.errors.length > 0 || expiresAt === null || !isKnown(expiresAt))
    return outcome;
  if (keyStatus(expiresAt, now()) === "active") return outcome;
  const message = `SigNoz key: \`expires_at\` is ${expiresAt}, which has passed, and SigNoz renames no expired key.`;
  return { ...outcome, errors: [new AccessError("expiry_in_past", message, { path: ["expiresAt"] })] };
}

type Update = { readonly prior: KeyState; readonly plan: Plan<KeyAttributes> };

/** The plan leaves it open where a lifetime was set and the age of the key was not known. */
function amendedExpiry({ prior, plan }: Update, now: Date): number {
  const { expiresAt, expiresIn } = plan;
  if (isKnown(expiresAt)) return toSeconds(expiresAt);
  const end = expiresIn === null ? prior.expiresAt : lifeEnd(prior, expiresIn);
  return end === undefined ? expirySeconds(plan, now) : toSeconds(end);
}

/** The key stays: at most its name and expiry change, and old keys whose time is over are revoked. */
async function amend(context: Context<SignozConnection>, { prior, plan }: Update) {
  const { name, account } = settled(plan);
  const now = context.now();
  const expiresAt = amendedExpiry({ prior, plan }, now);
  const keep = new Set((isKnown(plan.retiring) ? plan.retiring : stillRetiring(prior.retiring))?.map(({ id }) => id));
  const retiring = prior.retiring ?? [];
  const held: HeldKey = { ...prior, name: prior.name ?? name, serviceAccountId: account, description: null, retiring };
  const revoke = retiring.filter(({ id }) => !keep.has(id));
  const after = await settle(context, held, { name, expiresAt, revoke, tell: (error) => error });
  return {
    ...after,
    retiring: isKnown(plan.retiring) ? plan.retiring : after.retiring,
    status: isKnown(plan.status) ? plan.status : keyStatus(after.expiresAt, now),
    rotationDue: isKnown(plan.rotationDue)
      ? plan.rotationDue
      : isRotationDue({ ...plan, createdAt: prior.createdAt }, now),
  };
}

export const keys: Adapter<typeof key, SignozConnection> = {
  plan: planned,
  create,
  read,
  async update(context, { prior, plan }) {
    if (!isRotation(prior, plan, context.now())) return amend(context, { prior, plan });
    const { name, account } = settled(plan);
    const expiresAt = expirySeconds(plan, context.now());
    const succession = { prior, account, name, expiresAt, overlap: plan.overlap };
    return readBack(context, await rotate(context, succession));
  },
  async remove({ client: signoz, signal }, { id, serviceAccountId, retiring }) {
    if (serviceAccountId === null) return;
    const client = signoz.during(signal);
    const revoked = [id, ...(retiring ?? []).map((old) => old.id)].map((one) =>
      client.revokeKey(serviceAccountId, one),
    );
    const failure = (await Promise.allSettled(revoked)).find((one) => one.status === "rejected");
    if (failure !== undefined) throw failure.reason;
  },
};
