import { AccessError } from "#access/model/errors.ts";
import { addDuration, computeExpiry } from "#access/model/keys/rotation.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { nameTakenError } from "../shared/creation/named-creation.ts";
import {
  type FreshKey,
  type HeldKey,
  KeyLife,
  type KeyPlan,
  type KeyState,
  type OwnAttributes,
  type Settlement,
  type SoughtKey,
} from "../shared/keys/key-life.ts";
import type { SignozConnection } from "./connection.ts";
import { latestExpiry } from "./facts/data/limits.ts";
import { fromSeconds, makeKey, toSeconds, trialExpiry } from "./key-creation.ts";
import { passingName } from "./key-names.ts";
import { settleKey } from "./key-settling.ts";
import { keyKind } from "./named-kinds.ts";

type Connected = Context<SignozConnection>;
type Settling = Settlement<OwnAttributes>;

/** Both are sure to be there: SigNoz's facts require them. */
function readRequired({ name, serviceAccountId }: KeyPlan) {
  if (name !== null && typeof serviceAccountId === "string") return { name, account: serviceAccountId };
  throw new AccessError("invalid_value", "A SigNoz key needs `name` and `service_account_id`.");
}

/** In Unix seconds; 0 is never. A lifetime counts from `born`, which for a new key is now. */
function expirySeconds({ expiresAt, expiresIn }: Pick<KeyPlan, "expiresAt" | "expiresIn">, born: Date): number {
  if (expiresIn === null) return toSeconds(isKnown(expiresAt) ? expiresAt : null);
  const seconds = toSeconds(addDuration(born, expiresIn));
  if (seconds <= latestExpiry) return seconds;
  const message = `SigNoz key: \`expires_in\` is ${expiresIn}, which ends after 2038-01-19T03:14:07Z; SigNoz keeps no later expiry.`;
  throw new AccessError("invalid_value", message, { path: ["expiresIn"] });
}

/** The plan leaves it open where a lifetime was set and the age of the key was not known. */
function amendedExpiry({ plan, held }: Settling, now: Date): number {
  const { expiresAt, expiresIn } = plan;
  if (isKnown(expiresAt)) return toSeconds(expiresAt);
  const end = expiresIn === null ? held.expiresAt : computeExpiry(held, expiresIn);
  return end === undefined ? expirySeconds(plan, now) : toSeconds(end);
}

async function look({ client: signoz, signal }: Connected, { id, serviceAccountId }: SoughtKey) {
  if (serviceAccountId === null) return "gone";
  const rows = await signoz.reads.keys(signoz.during(signal), serviceAccountId);
  const row = rows?.find((one) => one.id === id);
  return {
    shown: row && {
      id,
      serviceAccountId,
      name: row.name,
      description: null,
      expiresAt: fromSeconds(row.expiresAt),
      createdAt: row.createdAt ?? null,
    },
    has: (old: string) => rows?.some((one) => one.id === old) === true,
  };
}

/** Nothing is changed where another key than ours has the name that the successor is to get. */
async function checkNameIsOurs(
  { client: signoz, signal }: Connected,
  prior: KeyState,
  wanted: { name: string; account: string },
) {
  const { name, account } = wanted;
  const ours = new Set([prior.id, ...(prior.retiring ?? []).map(({ id }) => id)]);
  const rows = (await signoz.during(signal).listKeys(account)) ?? [];
  const holder = rows.find((row) => row.name === name && !ours.has(row.id));
  if (holder === undefined) return;
  const message = `Rotating key ${prior.id} of account ${account}: another key is called "${name}". Nothing was changed.`;
  throw nameTakenError(keyKind, holder, new AccessError("already_exists", message));
}

/**
 * SigNoz has no rotation of its own; the order is what makes it safe to be stopped anywhere. A successor is made under a
 * name of its own and for ten minutes, so that nothing has happened to the old key while the new secret is not in hand.
 * Then the old one retires or is revoked, and only then the successor gets its name and expiry (`settle`).
 */
async function make(context: Connected, { plan, prior }: { readonly plan: KeyPlan; readonly prior: KeyState | null }) {
  const { name, account } = readRequired(plan);
  if (prior !== null) await checkNameIsOurs(context, prior, { name, account });
  const now = context.now();
  const first = prior === null ? name : passingName(name, prior.id, now);
  const trial = trialExpiry(expirySeconds(plan, now), now);
  const made = await makeKey(context, { account, name: first, expiresAt: trial });
  const key: FreshKey = {
    id: made.id,
    serviceAccountId: account,
    name: first,
    description: null,
    expiresAt: fromSeconds(trial),
    createdAt: null,
    secret: new Secret(made.key),
  };
  return { key };
}

function explainLeft(stage: Settling["stage"], error: AccessError, { id, expiresAt }: HeldKey): AccessError {
  switch (stage) {
    case "amended":
      return error;
    case "created": {
      const message = `${error.message} Key ${id} was created and is in state; it expires ${expiresAt ?? "never"}, because its own expiry could not be set.`;
      const advice = `Run again: the key is replaced. To keep it instead, run "terraform untaint ADDRESS" first: its expiry is set then.`;
      return new AccessError(error.code, message, { path: ["expiresAt"], advice, cause: error });
    }
    case "rotated": {
      const end = expiresAt === null ? "" : ` It expires ${expiresAt} unless that is done.`;
      const message = `${error.message} The rotation is not complete: key ${id} was created and is in state with its secret.${end}`;
      const advice = `${error.advice} Run again: what is left of the rotation is done then.`;
      return new AccessError(error.code, message, { path: ["name"], advice, cause: error });
    }
  }
}

/** With what only a list tells of a new key. Everything else is as it was asked for. */
async function readBack({ client: signoz, signal, warn }: Connected, account: string, held: HeldKey): Promise<HeldKey> {
  try {
    const rows = await signoz.during(signal).listKeys(account);
    return { ...held, createdAt: rows?.find(({ id }) => id === held.id)?.createdAt ?? null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn("The key was created and could not be read back", `${reason} The next plan reads it again.`);
    return held;
  }
}

async function settle(context: Connected, settlement: Settling): Promise<HeldKey> {
  const { stage, plan, held, over } = settlement;
  const { name, account } = readRequired(plan);
  const isNew = stage !== "amended";
  const now = context.now();
  const settled = await settleKey(context.client.during(context.signal), held, {
    account,
    name,
    expiresAt: isNew ? expirySeconds(plan, now) : amendedExpiry(settlement, now),
    over,
    explain: (error, left) => explainLeft(stage, error, left),
  });
  return isNew ? readBack(context, account, settled) : settled;
}

export const keyLife = new KeyLife<SignozConnection>({
  look,
  keepOwn: () => ({}),
  make,
  settle,
  async revoke({ client: signoz, signal }, { serviceAccountId }, id) {
    if (serviceAccountId !== null) await signoz.during(signal).revokeKey(serviceAccountId, id);
  },
});
