import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import { planKey } from "#access/model/keys/key-plan.ts";
import type { key } from "#access/model/nouns/resources/key.ts";
import {
  type FixedPart,
  isRotation,
  isRotationDue,
  type KeyState,
  overdueKeys,
  overlapEnd,
  retiringUntil,
  revokedStanding,
  standing,
  stillRetiring,
} from "#access/model/keys/rotation.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Plan, Prior } from "#access/schema/records.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { BigeyeConnection } from "../connection.ts";
import { keyGain } from "../gains.ts";
import { makeKey } from "../key-creation.ts";
import { instantOf, keyNameTaken, ownDescription } from "../key-marker.ts";
import { missingUser } from "../membership-rules.ts";
import type { Key } from "../wire/key.ts";

type KeyAttributes = AttributesOf<typeof key>;
type Update = { readonly prior: KeyState; readonly plan: Plan<KeyAttributes> };

/** A key of Bigeye is never changed: what the others change in place rotates it. */
const fixed: readonly FixedPart[] = ["name", "description"];

/** Both are sure to be there: Bigeye's facts require them. */
function settled({ name, serviceAccountId, description }: Plan<KeyAttributes>) {
  if (name !== null && typeof serviceAccountId === "string") return { name, account: serviceAccountId, description };
  throw new AccessError("invalid_value", "A Bigeye key needs `name` and `service_account_id`.");
}

/** All that is known once the secret is in hand. */
function held(plan: Plan<KeyAttributes>, { info, apiKey }: { readonly info: Key; readonly apiKey: string }) {
  const { name, account, description } = settled(plan);
  const common = { id: info.id, serviceAccountId: account, name, description, expiresAt: null };
  const fresh = { createdAt: instantOf(info.createdAt), status: "active", rotationDue: false };
  return { ...common, ...fresh, secret: new Secret(apiKey), retiring: [] };
}

/** Makes a key. @throws AccessError where the account has one of the name that is not ours by id */
async function makeAnew(context: Context<BigeyeConnection>, plan: Plan<KeyAttributes>, ours: ReadonlySet<string>) {
  const request = settled(plan);
  const { account, name } = request;
  const rows = (await context.client.during(context.signal).findKeys(account)) ?? [];
  const others = rows.filter((row) => row.name === name && !ours.has(row.id));
  if (others.length > 0) throw keyNameTaken(account, name, others);
  const before = new Set(rows.map(({ id }) => id));
  return held(plan, await makeKey(context, { ...request, before }));
}

async function read(
  { client: bigeye, signal, now }: Context<BigeyeConnection>,
  prior: Prior<KeyAttributes, "id" | "serviceAccountId">,
) {
  const { id, serviceAccountId: account } = prior;
  if (account === null) return undefined;
  const client = bigeye.during(signal);
  const ids = [id, ...(prior.retiring ?? []).map((old) => old.id)];
  const shared = await bigeye.reads.keys(client, account);
  const hasAll = ids.every((one) => shared?.some((row) => row.id === one) === true);
  // Nothing is called gone by what the list of all keys leaves out.
  const rows = (hasAll ? shared : await client.findKeys(account)) ?? [];
  const row = rows.find((one) => one.id === id);
  const has = (old: string): boolean => rows.some((one) => one.id === old);
  const common = { id, serviceAccountId: account, expiresAt: null };
  if (row === undefined) {
    const { name, description, createdAt } = prior;
    const revoked = revokedStanding(prior, has, now());
    return revoked && { ...common, name, description, createdAt, ...revoked };
  }
  const createdAt = instantOf(row.createdAt);
  const told = ownDescription(row);
  const description = told === "" ? (prior.description === "" ? "" : null) : told;
  return {
    ...common,
    name: row.name,
    description,
    createdAt,
    ...standing(prior, { expiresAt: null, createdAt, has }, now()),
  };
}

/** Revokes old keys whose time is over, which only we end: Bigeye's keys do not expire. @throws PartlyCreated */
async function revokeOverdue(
  { client: bigeye, signal }: Context<BigeyeConnection>,
  state: Partial<KeyState> & { readonly retiring: KeyState["retiring"] },
  account: string,
) {
  let retiring = state.retiring ?? [];
  try {
    for (const { id } of overdueKeys(state.retiring)) {
      await bigeye.during(signal).revokeKey(account, id);
      retiring = retiring.filter((old) => old.id !== id);
    }
  } catch (error) {
    throw new PartlyCreated({ ...state, retiring }, error);
  }
  return retiring;
}

/** The successor is made first; only once its secret is in hand is anything done to the old key. */
async function rotate(context: Context<BigeyeConnection>, { prior, plan }: Update) {
  const { account } = settled(plan);
  const ours = new Set([prior.id, ...(prior.retiring ?? []).map(({ id }) => id)]);
  const made = await makeAnew(context, plan, ours);
  const now = context.now();
  const isThere = prior.status !== "revoked";
  const old = isThere ? [retiringUntil(prior.id, overlapEnd({ expiresAt: null }, plan.overlap, now), now)] : [];
  const state = { ...made, retiring: [...(prior.retiring ?? []), ...old] };
  return { ...state, retiring: await revokeOverdue(context, state, account) };
}

/** The key stays. */
async function amend(context: Context<BigeyeConnection>, { prior, plan }: Update) {
  const { account } = settled(plan);
  const keep = new Set((isKnown(plan.retiring) ? plan.retiring : stillRetiring(prior.retiring))?.map(({ id }) => id));
  const retiring = (prior.retiring ?? []).map((old) => (keep.has(old.id) ? old : { ...old, status: "expired" }));
  const left = await revokeOverdue(context, { ...prior, retiring }, account);
  return {
    ...prior,
    serviceAccountId: account,
    retiring: isKnown(plan.retiring) ? plan.retiring : left,
    status: isKnown(plan.status) ? plan.status : "active",
    rotationDue: isKnown(plan.rotationDue)
      ? plan.rotationDue
      : isRotationDue({ ...plan, createdAt: prior.createdAt }, context.now()),
  };
}

export const keys: Adapter<typeof key, BigeyeConnection> = {
  async plan(context, change) {
    const outcome = planKey(context, change, fixed);
    const { serviceAccountId: account } = change.planned;
    if (change.prior !== null || typeof account !== "string" || outcome.errors.length > 0) return outcome;
    return { ...outcome, errors: await missingUser(context, account, "serviceAccountId") };
  },
  gains: keyGain,
  create: (context, plan) => makeAnew(context, plan, new Set()),
  read,
  async update(context, change) {
    const { prior, plan } = change;
    return isRotation(prior, { ...plan, fixed }, context.now()) ? rotate(context, change) : amend(context, change);
  },
  async remove({ client: bigeye, signal }, { id, serviceAccountId: account, retiring }) {
    if (account === null) return;
    const client = bigeye.during(signal);
    const ids = [id, ...(retiring ?? []).map((old) => old.id)];
    const revoked = await Promise.allSettled(ids.map((one) => client.revokeKey(account, one)));
    const failure = revoked.find((one) => one.status === "rejected");
    if (failure !== undefined) throw failure.reason;
  },
};
