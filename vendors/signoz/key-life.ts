import { isNativeError } from "node:util/types";
import { AccessError } from "#access/model/errors.ts";
import { addDuration, computeExpiry } from "#access/model/keys/rotation.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { createNameTakenError } from "../shared/creation/named-kind.ts";
import {
  type FreshKey,
  type HeldKey,
  KeyLife,
  type KeyPlan,
  type KeyState,
  type OwnAttributes,
  type Settlement,
  type ShownKey,
  type SoughtKey,
} from "../shared/keys/key-life.ts";
import type { SignozConnection } from "./connection.ts";
import { latestExpiry } from "./facts/data/limits.ts";
import { fromSeconds, makeKey, toSeconds, computeTrialExpiry } from "./key-creation.ts";
import { createTemporaryName } from "./key-names.ts";
import { settleKey } from "./key-settling.ts";
import { keyKind } from "./named-kinds.ts";
import type { Key } from "./wire/key.ts";

type Connected = Context<SignozConnection>;
type Settling = Settlement<OwnAttributes>;

/** SigNoz's facts require both, so this never fails for a validated plan. */
function readRequired({ name, serviceAccountId }: KeyPlan) {
  if (name !== null && typeof serviceAccountId === "string") return { name, account: serviceAccountId };
  throw new AccessError("invalid_value", "A SigNoz key needs `name` and `service_account_id`.");
}

/** In Unix seconds; 0 is never. A lifetime starts at `born`. */
function computeExpirySeconds({ expiresAt, expiresIn }: Pick<KeyPlan, "expiresAt" | "expiresIn">, born: Date): number {
  if (expiresIn === null) return toSeconds(isKnown(expiresAt) ? expiresAt : null);
  const seconds = toSeconds(addDuration(born, expiresIn));
  if (seconds <= latestExpiry) return seconds;
  const message = `SigNoz key: \`expires_in\` is ${expiresIn}, so the key would expire after 2038-01-19T03:14:07Z, the latest expiry that SigNoz supports.`;
  throw new AccessError("invalid_value", message, { path: ["expiresIn"] });
}

/** The plan does not know the expiry if a lifetime is set and the age of the key is unknown. */
function computeAmendedExpiry({ plan, held }: Settling, now: Date): number {
  const { expiresAt, expiresIn } = plan;
  if (isKnown(expiresAt)) return toSeconds(expiresAt);
  const end = expiresIn === null ? held.expiresAt : computeExpiry(held, expiresIn);
  return end === undefined ? computeExpirySeconds(plan, now) : toSeconds(end);
}

export function toShown(serviceAccountId: string, { id, name, expiresAt, createdAt }: Key): ShownKey {
  const shown = { id, serviceAccountId, name, description: null };
  return { ...shown, expiresAt: fromSeconds(expiresAt), createdAt: createdAt ?? null };
}

async function look({ client: signoz, signal }: Connected, { id, serviceAccountId }: SoughtKey) {
  if (serviceAccountId === null) return "gone";
  const rows = await signoz.reads.readKeys(signoz.during(signal), serviceAccountId);
  const row = rows?.find((one) => one.id === id);
  return {
    shown: row && toShown(serviceAccountId, row),
    has: (old: string) => rows?.some((one) => one.id === old) === true,
  };
}

/** Stops before any change if a key that is not ours has the name that the successor will get. */
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
  throw createNameTakenError(keyKind, holder, new AccessError("already_exists", message));
}

/**
 * SigNoz cannot rotate keys, so the order of the steps makes it safe to stop at any point. First a successor is created
 * with a temporary name and a lifetime of ten minutes; the old key stays unchanged until the new secret is known. Then
 * the old key is retired or revoked. Last, the successor gets its final name and expiry (`settle`).
 */
async function make(context: Connected, { plan, prior }: { readonly plan: KeyPlan; readonly prior: KeyState | null }) {
  const { name, account } = readRequired(plan);
  if (prior !== null) await checkNameIsOurs(context, prior, { name, account });
  const now = context.now();
  const first = prior === null ? name : createTemporaryName(name, prior.id, now);
  const trial = computeTrialExpiry(computeExpirySeconds(plan, now), now, context.client.random());
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

function explainFailure(stage: Settling["stage"], error: AccessError, { id, expiresAt }: HeldKey): AccessError {
  switch (stage) {
    case "amended":
      return error;
    case "created": {
      const message = `${error.message} Key ${id} was created and is in state; it expires ${expiresAt ?? "never"}, because the requested expiry could not be set.`;
      const advice = `Run again to replace the key. To keep it, run "terraform untaint ADDRESS" first: the next apply then sets its expiry.`;
      return new AccessError(error.code, message, { path: ["expiresAt"], advice, cause: error });
    }
    case "rotated": {
      const end = expiresAt === null ? "" : ` It expires ${expiresAt} unless the rotation is completed.`;
      const message = `${error.message} The rotation is not complete: key ${id} was created and is in state with its secret.${end}`;
      const advice = `${error.advice} Run again to complete the rotation.`;
      return new AccessError(error.code, message, { path: ["name"], advice, cause: error });
    }
  }
}

/** Adds the creation time, which only a list returns. */
async function readBack({ client: signoz, signal, warn }: Connected, account: string, held: HeldKey): Promise<HeldKey> {
  try {
    const rows = await signoz.during(signal).listKeys(account);
    return { ...held, createdAt: rows?.find(({ id }) => id === held.id)?.createdAt ?? null };
  } catch (error) {
    const reason = isNativeError(error) ? error.message : String(error);
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
    expiresAt: isNew ? computeExpirySeconds(plan, now) : computeAmendedExpiry(settlement, now),
    over,
    explain: (error, left) => explainFailure(stage, error, left),
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
