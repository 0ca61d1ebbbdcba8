import { AccessError } from "#access/model/errors.ts";
import { planKey } from "#access/model/keys/key-plan.ts";
import { withOwn } from "#access/model/nouns/own-attributes.ts";
import { key as common } from "#access/model/nouns/resources/key.ts";
import {
  isRotation,
  isRotationDue,
  keyStatus,
  later,
  overdueKeys,
  revokedStanding,
  standing,
  stillRetiring,
} from "#access/model/keys/rotation.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import { means } from "#access/schema/equality.ts";
import type { Plan, Prior, State } from "#access/schema/records.ts";
import { isKnown, unknown } from "#access/schema/unknown.ts";
import type { ArizeConnection } from "../connection.ts";
import { ownOfKey } from "../facts/own-attributes.ts";
import { accessErrors, firstSpace, spacesOf } from "../key-access.ts";
import { isSeenRevoked, placesOf, sighted } from "../key-listing.ts";
import { canRefresh, isOverGrace, makeHeld, overGrace, revokeOld, rotate, type WantedKey } from "../key-rotation.ts";

const definition = withOwn(common, ownOfKey);
type KeyAttributes = AttributesOf<typeof definition>;
type KeyState = State<KeyAttributes>;
type KeyChange = Change<typeof definition>;
type KeyPlan = Plan<KeyAttributes>;

const fixed = ["name", "description", "expiresAt"] as const;

/** Arize's facts require the name and the access. */
function settled(plan: KeyPlan, now: Date): WantedKey {
  const { name, description, access, expiresIn } = plan;
  const [spaceId] = spacesOf(access);
  if (name === null || access === null || spaceId === undefined) {
    throw new AccessError("invalid_value", "An Arize key needs `name`, and `access` to at least one space.");
  }
  const asked = isKnown(plan.expiresAt) ? plan.expiresAt : null;
  return { name, description, access, spaceId, expiresAt: expiresIn === null ? asked : later(now, expiresIn) };
}

function sayNamesakes({ warn }: Context<ArizeConnection>, name: string, ids: readonly string[]): void {
  const detail = `Names of keys are not unique in Arize, so that another one is made. If one of these is left of a run that was stopped, nobody has its secret: revoke it. ${ids.join(", ")}`;
  warn(`There are keys already that are called "${name}"`, detail);
}

/** Keys of the name that no resource of this run has. */
async function tellNamesakes(context: Context<ArizeConnection>, { planned }: KeyChange): Promise<void> {
  const { name, access } = planned;
  if (!isKnown(name) || name === null) return;
  const { active } = await sighted(context, "", { spaceId: null, access });
  const others = active.filter((row) => row.name === name && !context.client.keys.has(row.id));
  if (others.length > 0) sayNamesakes(context, name, [...new Set(others.map(({ id }) => id))]);
}

async function planCreation(context: Context<ArizeConnection>, change: KeyChange) {
  const { planned } = change;
  const { values, errors } = planKey(context, change);
  const isEndless = planned.expiresIn === null && change.config.expiresAt === null;
  const found = [
    ...errors,
    ...(isEndless && isOverGrace(planned.overlap) ? [overGrace(planned.overlap)] : []),
    ...(await accessErrors(context, planned.access)),
  ];
  if (found.length === 0) await tellNamesakes(context, change);
  return { values: { ...values, spaceId: firstSpace(planned.access) }, errors: found };
}

function sayMove({ warn }: Context<ArizeConnection>, { id, serviceAccountId }: KeyState): void {
  const bot = serviceAccountId === null ? "the old bot" : `bot ${serviceAccountId}`;
  warn(
    "The key's successor acts as another bot",
    `Key ${id} cannot be refreshed into what is wanted, so a second key with the same access is made, which brings a bot of its own in place of ${bot}. Bindings of this configuration that refer to the key's service_account_id move with it; others stay with the old one. The old key is revoked by the first apply after its overlap.`,
  );
}

async function planUpdate(context: Context<ArizeConnection>, change: KeyChange, prior: KeyState) {
  const { planned, config } = change;
  const outcome = planKey(context, change, fixed);
  const isOtherwise = !means(definition.attributes.access.facts.type, prior.access, planned.access);
  const faults = isOtherwise ? await accessErrors(context, planned.access) : [];
  const errors = [...outcome.errors, ...faults];
  // After an import nothing is known of it: to say it then changes nothing at the vendor.
  const replace = isOtherwise && prior.access !== null ? (["access"] as const) : [];
  const isEndless = prior.expiresAt === null && planned.expiresIn === null && config.expiresAt === null;
  if (isEndless && isOverGrace(planned.overlap)) errors.push(overGrace(planned.overlap));
  if (!outcome.rotates) return { values: outcome.values, errors, replace };
  const isRefreshed = canRefresh(prior, { ...planned, ...outcome.values });
  if (isRefreshed === true && isOverGrace(planned.overlap) && !isEndless) errors.push(overGrace(planned.overlap));
  const moves = isRefreshed !== true;
  if (moves && errors.length === 0 && replace.length === 0) sayMove(context, prior);
  const values = {
    ...outcome.values,
    ...(moves ? { serviceAccountId: unknown } : {}),
    ...(spacesOf(planned.access)[0] === prior.spaceId ? {} : { spaceId: firstSpace(planned.access) }),
  };
  return { values, errors, replace };
}

type Sought = Prior<KeyAttributes, "id" | "serviceAccountId">;

/** What is known of a key is kept where Arize shows it neither as active nor as revoked: it may well work. */
function unseen({ warn }: Context<ArizeConnection>, prior: Sought) {
  const places = placesOf(prior).join(", ");
  warn(
    "The key cannot be seen",
    `Key ${prior.id} is neither among the active nor among the revoked service keys of space ${places}. The token may lack SERVICE_KEY_READ there, the space may be gone, or the key's bot may have been taken out of it; the key may still work. State keeps what it has. If the key is surely gone: terraform state rm ADDRESS`,
  );
  const { id, name, description, expiresAt, createdAt, status, rotationDue, retiring } = prior;
  const { serviceAccountId, spaceId } = prior;
  return { id, name, description, expiresAt, createdAt, status, rotationDue, retiring, serviceAccountId, spaceId };
}

async function read(context: Context<ArizeConnection>, prior: Sought) {
  const { id, name, description, serviceAccountId, spaceId } = prior;
  const { row, active } = await sighted(context, id, prior);
  const has = (old: string): boolean => active.some((one) => one.id === old);
  const common = { id, serviceAccountId, spaceId };
  if (row !== undefined) {
    context.client.keys.keep(id);
    const seen = { expiresAt: row.expires_at ?? null, createdAt: row.created_at };
    const shown = row.description ?? "";
    const told = shown === "" ? (description === "" ? "" : null) : shown;
    return {
      ...common,
      name: row.name,
      description: told,
      ...seen,
      ...standing(prior, { ...seen, has }, context.now()),
    };
  }
  const isImport = name === null;
  if (!isImport && !(await isSeenRevoked(context, id, prior))) return unseen(context, prior);
  const { expiresAt, createdAt } = prior;
  const revoked = revokedStanding(prior, has, context.now());
  return revoked && { ...common, name, description, expiresAt, createdAt, ...revoked };
}

/** The key stays: what is ours alone changes, and old keys whose time is over are revoked. */
async function amend(context: Context<ArizeConnection>, prior: KeyState, plan: KeyPlan) {
  const { retiring } = plan;
  const now = context.now();
  const held = await revokeOld(context, { ...prior, retiring: prior.retiring ?? [] }, overdueKeys(prior.retiring));
  const due = () => isRotationDue({ ...plan, createdAt: prior.createdAt }, now);
  return {
    ...held,
    description: plan.description,
    spaceId: isKnown(plan.spaceId) ? plan.spaceId : (spacesOf(plan.access)[0] ?? prior.spaceId),
    retiring: isKnown(retiring) ? retiring : stillRetiring(prior.retiring),
    status: isKnown(plan.status) ? plan.status : keyStatus(prior.expiresAt, now),
    rotationDue: isKnown(plan.rotationDue) ? plan.rotationDue : due(),
  };
}

async function revoke(context: Context<ArizeConnection>, id: string, prior: KeyState): Promise<void> {
  try {
    await context.client.during(context.signal).revokeKey(id);
  } catch (error) {
    if (!(error instanceof AccessError) || error.code !== "not_found") throw error;
    const { row } = await sighted(context, id, prior);
    if (row !== undefined) throw error;
    // No key is ever deleted: a 404 says that the token cannot see it, and not that it does not work.
    const detail = `Arize answers 404 for key ${id}: it is gone with its spaces, or the token cannot see it. If it may still work, have an administrator of the account revoke it.`;
    context.warn("Whether the key works is not known", detail);
  }
}

/** Service keys: the bot that one acts as comes with it, and its access with the bot. */
export const keys: Adapter<typeof definition, ArizeConnection> = {
  plan: (context, change) =>
    change.prior === null ? planCreation(context, change) : planUpdate(context, change, change.prior),
  gains: (_context, { prior, planned: { name } }) => {
    if (prior !== null) return undefined;
    return () => ({ subject: isKnown(name) ? `Key "${name ?? ""}"` : "The key", before: [], after: unknown });
  },
  create: async (context, plan) => makeHeld(context, settled(plan, context.now())),
  read,
  async update(context, { prior, plan }) {
    const now = context.now();
    if (!isRotation(prior, { ...plan, fixed }, now)) return amend(context, prior, plan);
    const wanted = settled(plan, now);
    const isRefreshed = canRefresh(prior, plan) === true;
    return rotate(context, { prior, wanted, overlap: plan.overlap, isRefreshed });
  },
  async remove(context, prior) {
    const all = [prior.id, ...(prior.retiring ?? []).map(({ id }) => id)];
    const revoked = all.map((id) => revoke(context, id, prior));
    const failure = (await Promise.allSettled(revoked)).find((one) => one.status === "rejected");
    if (failure !== undefined) throw failure.reason;
  },
};
