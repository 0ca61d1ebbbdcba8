import { AccessError } from "#access/model/errors.ts";
import { addDuration } from "#access/model/keys/rotation.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { toSeconds } from "#access/schema/formats.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown, type Unknown } from "#access/schema/unknown.ts";
import { readAbsentText } from "../shared/absent-text.ts";
import { removeMark } from "../shared/creation/marks.ts";
import { type FreshKey, KeyLife, type KeyPlan, type KeyState, type SoughtKey } from "../shared/keys/key-life.ts";
import type { ArizeConnection } from "./connection.ts";
import { longestGrace } from "./facts/data/limits.ts";
import type { KeyAccess } from "./facts/nouns/key.ts";
import { toSentAccess, listSpaceIds } from "./key-access.ts";
import { makeKey } from "./key-creation.ts";
import { findKey, isShownRevoked, listPlaces } from "./key-listing.ts";
import { refresh } from "./key-refresh.ts";
import type { ApiKey, RefreshedKey } from "./wire/key.ts";
import { listTexts } from "../shared/list-texts.ts";

type Connected = Context<ArizeConnection>;

interface Placed {
  readonly spaceId: string | null;
}

/** The attributes that only Arize has: the access, and a space in which the key is listed. */
interface Own {
  readonly shown: Placed;
  readonly known: Placed & { readonly access: KeyAccess | null };
  readonly planned: { readonly spaceId: string | null | Unknown; readonly access: KeyAccess | null };
}

type ArizePlan = KeyPlan & Own["planned"];
type ArizeState = KeyState & Own["known"];
type Sought = SoughtKey & Own["known"];

interface WantedKey {
  readonly name: string;
  readonly description: string | null;
  readonly expiresAt: string | null;
  readonly access: KeyAccess;
  readonly spaceId: string;
}

/** Arize's facts require the name and the access, so that a missing one is a bug. */
function readRequired(plan: ArizePlan, now: Date): WantedKey {
  const { name, description, access, expiresIn } = plan;
  const [spaceId] = listSpaceIds(access);
  if (name === null || access === null || spaceId === undefined) {
    throw new AccessError("invalid_value", "An Arize key needs `name`, and `access` to at least one space.");
  }
  const planned = isKnown(plan.expiresAt) ? plan.expiresAt : null;
  return { name, description, access, spaceId, expiresAt: expiresIn === null ? planned : addDuration(now, expiresIn) };
}

/**
 * Whether Arize's refresh can create the successor. A refresh keeps the bot, the name and the description, and allows no
 * later expiry. Undefined while a value is unknown. Does not depend on the time, so that the apply does what the plan showed.
 */
export function canRefresh(
  prior: KeyState,
  wanted: { readonly [name in "name" | "description" | "expiresAt" | "expiresIn"]: unknown },
): boolean | undefined {
  const { name, description, expiresAt, expiresIn } = wanted;
  if (prior.status !== "active") return false;
  if (!isKnown(name) || !isKnown(description)) return undefined;
  if (name !== prior.name || (description ?? "") !== (prior.description ?? "")) return false;
  if (prior.expiresAt === null) return true;
  if (!isKnown(expiresIn)) return undefined;
  if (expiresIn !== null || expiresAt === null) return false;
  return typeof expiresAt === "string" ? Date.parse(expiresAt) <= Date.parse(prior.expiresAt) : undefined;
}

/** Whether an overlap exceeds the grace period that Arize allows after a refresh. */
export function isOverGrace(overlap: unknown): boolean {
  return typeof overlap === "string" && toSeconds(overlap) > longestGrace;
}

export function createOverGraceError(overlap: unknown): AccessError {
  const message = `Arize key: \`overlap\` is ${String(overlap)}. A key without an expiry is rotated by Arize's own refresh, which keeps the old key working for at most 24h.`;
  const advice =
    "Set `overlap` to at most 24h, or give the key an expiry: a second key with its own bot then replaces it.";
  return new AccessError("invalid_value", message, { path: ["overlap"], advice });
}

function toFresh(row: RefreshedKey, wanted: WantedKey, serviceAccountId: string | null): FreshKey & Placed {
  const shown = row.expires_at ?? null;
  const isAsRequested =
    wanted.expiresAt !== null && shown !== null && Date.parse(shown) === Date.parse(wanted.expiresAt);
  return {
    id: row.id,
    serviceAccountId,
    name: row.name,
    description: wanted.description,
    expiresAt: isAsRequested ? wanted.expiresAt : shown,
    createdAt: row.created_at,
    spaceId: wanted.spaceId,
    secret: new Secret(row.key),
  };
}

/** Creates another key for the same bot. Arize ends the old key after the grace period. */
async function makeByRefreshing(
  context: Connected,
  wanted: WantedKey,
  { prior, overlap }: { prior: KeyState; overlap: string | null },
) {
  if (isOverGrace(overlap)) throw createOverGraceError(overlap);
  const grace = overlap === null ? 0 : Math.floor(toSeconds(overlap));
  const { name, spaceId: space, expiresAt } = wanted;
  const body = { grace_period_seconds: grace, ...(expiresAt === null ? {} : { expires_at: expiresAt }) };
  const row = await refresh(context, { id: prior.id, name, expiresAt: prior.expiresAt, space, body });
  return { key: toFresh(row, wanted, prior.serviceAccountId), isOldEnded: grace === 0 };
}

async function makeWithNewBot(context: Connected, wanted: WantedKey, prior: ArizeState | null) {
  const { name, description, expiresAt, access, spaceId: space } = wanted;
  const sent = {
    name,
    ...(description === null ? {} : { description }),
    ...(expiresAt === null ? {} : { expires_at: expiresAt }),
    ...toSentAccess(access),
  };
  const own = new Set(prior === null ? [] : [prior.id, ...(prior.retiring ?? []).map(({ id }) => id)]);
  const made = await makeKey(context, { space, key: sent, own });
  return { key: toFresh(made, wanted, made.bot_user.id) };
}

/**
 * Refreshes a key without an expiry, which keeps its bot. A refresh cannot extend an expiry, so a key with an expiry gets a
 * second key with the same access and another bot. Latchkey then revokes the old key after its overlap.
 */
async function make(
  context: Connected,
  { plan, prior }: { readonly plan: ArizePlan; readonly prior: ArizeState | null },
) {
  const wanted = readRequired(plan, context.now());
  const isRefresh = prior !== null && canRefresh(prior, plan) === true;
  const made = isRefresh
    ? await makeByRefreshing(context, wanted, { prior, overlap: plan.overlap })
    : await makeWithNewBot(context, wanted, prior);
  context.client.knownKeys.add(made.key.id);
  return made;
}

function warnOfMissingKey({ warn }: Connected, sought: Sought): void {
  const places = listTexts(listPlaces(sought));
  warn(
    "Arize does not list the key",
    `Key ${sought.id} is neither among the active nor among the revoked service keys of space ${places}. The token may lack SERVICE_KEY_READ there, the space may be gone, or the key's bot may have been removed from it. The key may still work, so the state keeps it. If the key is certainly gone, run: terraform state rm ADDRESS`,
  );
}

type KnownKey = Pick<Sought, "serviceAccountId" | "spaceId" | "description">;

export function toShown(row: ApiKey, { serviceAccountId, spaceId, description }: KnownKey) {
  return {
    id: row.id,
    serviceAccountId,
    name: row.name,
    description: readAbsentText(removeMark(row.description ?? ""), description),
    expiresAt: row.expires_at ?? null,
    createdAt: row.created_at,
    spaceId,
  };
}

async function look(context: Connected, sought: Sought) {
  const { row, active } = await findKey(context, sought.id, sought);
  const has = (old: string): boolean => active.some((one) => one.id === old);
  if (row !== undefined) {
    context.client.knownKeys.add(row.id);
    return { shown: toShown(row, sought), has };
  }
  const isImport = sought.name === null;
  if (isImport || (await isShownRevoked(context, sought.id, sought))) return { shown: undefined, has };
  warnOfMissingKey(context, sought);
  return "unseen";
}

/** Arize never deletes keys. A 404 means that the token cannot see the key, not that it stopped working. */
async function revoke(context: Connected, { spaceId }: Placed, id: string): Promise<void> {
  try {
    await context.client.during(context.signal).revokeKey(id);
  } catch (error) {
    if (!(error instanceof AccessError) || error.code !== "not_found") throw error;
    const { row } = await findKey(context, id, { spaceId, access: null });
    if (row !== undefined) throw error;
    const detail = `Arize answers 404 for key ${id}: its spaces are gone, or the token cannot see it. If it may still work, ask an account administrator to revoke it.`;
    context.warn("The key may still work", detail);
  }
}

export const keyLife = new KeyLife<ArizeConnection, Own>({
  look,
  keepOwn: ({ spaceId }) => ({ spaceId }),
  amendOwn: (prior, { spaceId, access }) => ({
    spaceId: isKnown(spaceId) ? spaceId : (listSpaceIds(access)[0] ?? prior.spaceId),
  }),
  make,
  revoke,
});
