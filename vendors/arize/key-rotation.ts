import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import {
  type KeyState,
  keyStatus,
  overdueKeys,
  overlapEnd,
  retiringUntil,
  type RetiringKey,
} from "#access/model/keys/rotation.ts";
import { Secret } from "#access/schema/secret.ts";
import { durationSeconds } from "#access/schema/formats.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { ArizeConnection } from "./connection.ts";
import { longestGrace } from "./facts/data/limits.ts";
import type { KeyAccess } from "./facts/own-attributes.ts";
import { sentAccess } from "./key-access.ts";
import { makeKey } from "./key-creation.ts";
import { refresh } from "./key-refresh.ts";
import type { RefreshedKey } from "./wire/key.ts";

export type HeldKey = Pick<KeyState, "id" | "description" | "expiresAt" | "createdAt" | "status" | "rotationDue"> &
  Pick<KeyState, "serviceAccountId" | "secret"> & {
    readonly name: string;
    readonly spaceId: string;
    readonly retiring: readonly RetiringKey[];
  };

export interface WantedKey {
  readonly name: string;
  readonly description: string | null;
  readonly expiresAt: string | null;
  readonly access: KeyAccess;
  readonly spaceId: string;
}

export interface Succession {
  readonly prior: KeyState;
  readonly wanted: WantedKey;
  readonly overlap: string | null;
  /** Whether Arize's own refresh does it. */
  readonly isRefreshed: boolean;
}

interface Compared {
  readonly name: unknown;
  readonly description: unknown;
  readonly expiresAt: unknown;
  readonly expiresIn: unknown;
}

/**
 * Whether a refresh makes the successor, for the same bot: it keeps name and description, and gives no later expiry than
 * there was. Undefined while that is not known. No clock is asked, so that the apply does what the plan showed.
 */
export function canRefresh(
  prior: KeyState,
  { name, description, expiresAt, expiresIn }: Compared,
): boolean | undefined {
  if (prior.status !== "active") return false;
  if (!isKnown(name) || !isKnown(description)) return undefined;
  if (name !== prior.name || (description ?? "") !== (prior.description ?? "")) return false;
  if (prior.expiresAt === null) return true;
  if (!isKnown(expiresIn)) return undefined;
  if (expiresIn !== null || expiresAt === null) return false;
  return typeof expiresAt === "string" ? Date.parse(expiresAt) <= Date.parse(prior.expiresAt) : undefined;
}

/** Whether an overlap is longer than the vendor lets a refreshed key go on. */
export function isOverGrace(overlap: unknown): boolean {
  return typeof overlap === "string" && durationSeconds(overlap) > longestGrace;
}

export function toHeld(
  { key, ...row }: RefreshedKey,
  { wanted, serviceAccountId, now }: { wanted: WantedKey; serviceAccountId: string | null; now: Date },
): HeldKey {
  const told = row.expires_at ?? null;
  const isAsked = wanted.expiresAt !== null && told !== null && Date.parse(told) === Date.parse(wanted.expiresAt);
  const expiresAt = isAsked ? wanted.expiresAt : told;
  return {
    ...{ id: row.id, name: row.name, spaceId: wanted.spaceId, serviceAccountId, expiresAt },
    description: wanted.description,
    createdAt: row.created_at,
    status: keyStatus(expiresAt, now),
    ...{ rotationDue: false, retiring: [], secret: new Secret(key) },
  };
}

/** Makes a key with a bot of its own. */
export async function makeHeld(context: Context<ArizeConnection>, wanted: WantedKey): Promise<HeldKey> {
  const { name, description, expiresAt, access, spaceId: space } = wanted;
  const now = context.now();
  const made = await makeKey(context, {
    space,
    key: {
      name,
      ...(description === null ? {} : { description }),
      ...(expiresAt === null ? {} : { expires_at: expiresAt }),
      ...sentAccess(access),
    },
  });
  context.client.keys.keep(made.id);
  return toHeld(made, { wanted, serviceAccountId: made.bot_user.id, now });
}

/** Revokes old keys. @throws PartlyCreated with those that are left */
export async function revokeOld<Held extends { readonly retiring: readonly RetiringKey[] }>(
  { client: arize, signal }: Context<ArizeConnection>,
  held: Held,
  revoke: readonly RetiringKey[],
): Promise<Held> {
  let left = held.retiring;
  try {
    for (const { id } of revoke) {
      await arize.during(signal).revokeKey(id);
      left = left.filter((one) => one.id !== id);
    }
  } catch (error) {
    throw new PartlyCreated({ ...held, retiring: left }, error);
  }
  return { ...held, retiring: left };
}

async function refreshed(context: Context<ArizeConnection>, { prior, wanted, overlap }: Succession) {
  const now = context.now();
  const grace = overlap === null ? 0 : Math.floor(durationSeconds(overlap));
  const { expiresAt } = wanted;
  const body = { grace_period_seconds: grace, ...(expiresAt === null ? {} : { expires_at: expiresAt }) };
  const { id, expiresAt: end } = prior;
  const row = await refresh(context, { id, name: wanted.name, expiresAt: end, space: wanted.spaceId, body });
  const retired = grace === 0 ? [] : [retiringUntil(id, overlapEnd(prior, overlap, now), now)];
  return { ...toHeld(row, { wanted, serviceAccountId: prior.serviceAccountId, now }), retired };
}

async function succeeded(context: Context<ArizeConnection>, { prior, wanted, overlap }: Succession) {
  const held = await makeHeld(context, wanted);
  const now = context.now();
  const isGone = prior.status === "revoked";
  return { ...held, retired: isGone ? [] : [retiringUntil(prior.id, overlapEnd(prior, overlap, now), now)] };
}

/**
 * Makes a key's successor. A key without an expiry is refreshed: the bot stays, and the vendor itself ends the old key.
 * One with an expiry cannot outlive it so: a second key with the same access is made, whose bot is another, and the old one
 * is revoked here once its overlap is over.
 * @throws PartlyCreated once the successor is there
 */
export async function rotate(context: Context<ArizeConnection>, succession: Succession): Promise<HeldKey> {
  const { overlap, prior, isRefreshed } = succession;
  if (isRefreshed && isOverGrace(overlap)) throw overGrace(overlap);
  const { retired, ...held } = await (isRefreshed ? refreshed : succeeded)(context, succession);
  context.client.keys.keep(held.id);
  const retiring = [...(prior.retiring ?? []), ...retired];
  return revokeOld(context, { ...held, retiring }, overdueKeys(retiring));
}

export function overGrace(overlap: unknown): AccessError {
  const message = `Arize key: \`overlap\` is ${String(overlap)}; a key without an expiry is rotated by Arize's own refresh, which lets the old one work for 24h at most.`;
  const advice =
    "Set `overlap` to at most 24h; or give the key an expiry, so that a second key, with a bot of its own, takes its place.";
  return new AccessError("invalid_value", message, { path: ["overlap"], advice });
}
