import type { AttributesOf } from "../../schema/definition.ts";
import { means } from "../../schema/equality.ts";
import { durationSeconds } from "../../schema/formats.ts";
import type { Proposed, State } from "../../schema/records.ts";
import { instant } from "../../schema/types.ts";
import { isKnown, isUnknown, isWhollyKnown } from "../../schema/unknown.ts";
import { key } from "../nouns/resources/key.ts";
import type { Context } from "../vendors/adapter.ts";
import { findChangeEffect } from "../vendors/attribute-changes.ts";
import type { VendorFacts } from "../vendors/facts.ts";

export type KeyState = State<AttributesOf<typeof key>>;
type KeyProposal = Proposed<AttributesOf<typeof key>>;

/** A key that was replaced by a rotation and keeps working for its overlap. */
export type RetiringKey = NonNullable<KeyState["retiring"]>[number];

/** What one vendor updates in place and another cannot change without a new secret. */
const amendableAttributes = ["name", "description", "expiresAt", "expiresIn"] as const;
export type AmendableAttribute = (typeof amendableAttributes)[number];

/** The values that decide a rotation. At plan some may be unknown; at apply none is. */
export type Wanted = Pick<KeyProposal, "rotateAfter" | "rotationAnchor" | "keepers" | "encryptTo" | AmendableAttribute>;

/** What a rotation depends on besides the key. */
export type RotationContext = Pick<Context<unknown>, "now" | "facts">;

type Schedule = Pick<KeyState, "rotateAfter" | "rotationAnchor" | "createdAt">;

// By how much two clocks may differ: a vendor measures a key's age with its own.
const clockToleranceMilliseconds = 600_000;

/** RFC 3339 in UTC, in whole seconds: what every vendor keeps. */
export function formatInstant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** An instant later by a duration. */
export function addDuration(from: Date, duration: string): string {
  return formatInstant(from.getTime() + durationSeconds(duration) * 1000);
}

export function keyStatus(expiresAt: string | null, now: Date): "active" | "expired" {
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime() ? "expired" : "active";
}

/**
 * Whether a key is older than `rotateAfter` or, with an anchor, whether a whole period from it has ended since the key was
 * created. False if `rotateAfter` is not set or the age is unknown.
 */
export function isRotationDue({ rotateAfter, rotationAnchor, createdAt }: Schedule, now: Date): boolean {
  if (rotateAfter === null || createdAt === null) return false;
  const made = Date.parse(createdAt);
  const period = durationSeconds(rotateAfter) * 1000;
  const from = rotationAnchor === null ? made : Date.parse(rotationAnchor);
  const periods = Math.floor((made - from) / period) + 1;
  return now.getTime() >= from + periods * period;
}

/** When a key that is rotated now stops working: after the overlap, or at its own expiry if that is sooner. */
export function computeOverlapEnd(
  { expiresAt }: Pick<KeyState, "expiresAt">,
  overlap: string | null,
  now: Date,
): string {
  const end = overlap === null ? formatInstant(now.getTime()) : addDuration(now, overlap);
  return expiresAt !== null && Date.parse(expiresAt) < Date.parse(end) ? expiresAt : end;
}

/** The record of an old key. One whose `until` has passed is to be revoked. */
export function retireKey(id: string, until: string, now: Date): RetiringKey {
  return { id, until, status: keyStatus(until, now) === "expired" ? "expired" : "retiring" };
}

/** The old keys that still work; the next update revokes the others. */
export function listRetiringKeys(retiring: KeyState["retiring"]): readonly RetiringKey[] {
  return (retiring ?? []).filter(({ status }) => status === "retiring");
}

/** The old keys that the update is to revoke: those whose overlap has ended by what state says, whatever the time is now. */
export function listOverdueKeys(retiring: KeyState["retiring"]): readonly RetiringKey[] {
  return (retiring ?? []).filter(({ status }) => status !== "retiring");
}

/** What a read shows of a key. */
export interface Seen {
  readonly expiresAt: string | null;
  readonly createdAt: string | null;
  /** Whether the vendor still has this old key. */
  has(id: string): boolean;
}

/**
 * The parts of a key's state that depend on time. Only a read uses the clock: a plan relies on what is written here, so
 * that a saved plan does what it showed.
 */
export function assessKey(
  prior: Pick<KeyState, "rotateAfter" | "rotationAnchor" | "retiring">,
  { expiresAt, createdAt, has }: Seen,
  now: Date,
): Pick<KeyState, "status" | "rotationDue" | "retiring"> {
  const { rotateAfter, rotationAnchor, retiring } = prior;
  return {
    status: keyStatus(expiresAt, now),
    rotationDue: isRotationDue({ rotateAfter, rotationAnchor, createdAt }, now),
    retiring: (retiring ?? []).filter(({ id }) => has(id)).map(({ id, until }) => retireKey(id, until, now)),
  };
}

/**
 * The same for a key that is gone while old keys of its resource still work: it is read as revoked, and the next update
 * makes a successor. If it were read as gone, nobody would know of the old keys any more. Undefined if there are none.
 */
export function assessRevokedKey(
  prior: Pick<KeyState, "retiring">,
  has: Seen["has"],
  now: Date,
): Pick<KeyState, "status" | "rotationDue" | "retiring"> | undefined {
  const retiring = assessKey(
    { rotateAfter: null, rotationAnchor: null, retiring: prior.retiring },
    { expiresAt: null, createdAt: null, has },
    now,
  ).retiring;
  return retiring === null || retiring.length === 0 ? undefined : { status: "revoked", rotationDue: false, retiring };
}

/**
 * When a key expires that lives for `expiresIn` from its creation. If that is its present expiry, apart from the clocks'
 * difference, the present one. Undefined if its age is unknown.
 */
export function computeExpiry(prior: Pick<KeyState, "createdAt" | "expiresAt">, expiresIn: string): string | undefined {
  if (prior.createdAt === null) return undefined;
  const end = addDuration(new Date(prior.createdAt), expiresIn);
  const isSame =
    prior.expiresAt !== null && Math.abs(Date.parse(prior.expiresAt) - Date.parse(end)) <= clockToleranceMilliseconds;
  return isSame && prior.expiresAt !== null ? prior.expiresAt : end;
}

function differs(name: keyof Wanted, prior: KeyState, wanted: Wanted): boolean {
  return !isWhollyKnown(wanted[name]) || !means(key.attributes[name].facts.type, prior[name], wanted[name]);
}

function isDue(prior: KeyState, wanted: Wanted): boolean {
  const isAsBefore = !differs("rotateAfter", prior, wanted) && !differs("rotationAnchor", prior, wanted);
  return prior.rotationDue === true && wanted.rotateAfter !== null && isAsBefore;
}

function isExpiredWithWayOn(prior: KeyState, wanted: Wanted): boolean {
  if (prior.status !== "expired") return false;
  return wanted.expiresIn !== null || differs("expiresAt", prior, wanted);
}

/** Whether the secret is to be encrypted for other recipients, or no longer. */
function isSealedOtherwise(prior: KeyState, wanted: Wanted): boolean {
  const hasSecret = prior.secret !== null || prior.encryptedSecret !== null;
  if ((hasSecret || prior.encryptTo !== null) && differs("encryptTo", prior, wanted)) return true;
  return prior.secret !== null && wanted.encryptTo !== null;
}

function hasOutlived(prior: KeyState, { expiresIn }: Wanted, now: Date): boolean {
  if (expiresIn === null || !isKnown(expiresIn) || prior.expiresIn === null) return false;
  const end = computeExpiry(prior, expiresIn);
  if (end === undefined || means(instant.type, end, prior.expiresAt)) return false;
  return keyStatus(end, now) === "expired";
}

/** Whether the key is to expire at another time than now. A lifetime counts from its creation. */
function isExpiryMoved(prior: KeyState, wanted: Wanted): boolean {
  const { expiresIn } = wanted;
  if (expiresIn === null) return differs("expiresAt", prior, wanted);
  if (!isKnown(expiresIn)) return true;
  const end = computeExpiry(prior, expiresIn);
  return end === undefined ? differs("expiresIn", prior, wanted) : !means(instant.type, end, prior.expiresAt);
}

function isAmended(name: AmendableAttribute, prior: KeyState, wanted: Wanted): boolean {
  const isExpiry = name === "expiresAt" || name === "expiresIn";
  return isExpiry ? isExpiryMoved(prior, wanted) : differs(name, prior, wanted);
}

/** The attributes that this vendor cannot update in place: a change makes a new secret. */
export function listRotatingAttributes(facts: VendorFacts): readonly AmendableAttribute[] {
  return amendableAttributes.filter((name) => findChangeEffect(key, name, facts) === "rotates");
}

/** Of the attributes that this vendor cannot update in place, those that change. What is unknown counts as changed. */
export function listRotatingChanges(
  prior: KeyState,
  wanted: Wanted,
  facts: VendorFacts,
): readonly AmendableAttribute[] {
  const changed = listRotatingAttributes(facts).filter((name) => isAmended(name, prior, wanted));
  // Both are about one expiry: the one that is set is named.
  const other = wanted.expiresIn === null ? "expiresIn" : "expiresAt";
  return changed.includes("expiresAt") && changed.includes("expiresIn")
    ? changed.filter((name) => name !== other)
    : changed;
}

export type RotationReason = "due" | "keepers" | "encryptTo" | "expired" | "outlived" | "changed" | "revoked";

/**
 * Why a key is to be rotated; empty if it is not. Unknown values count as changed. `keepers` and `encryptTo` only count if
 * they had a value before: after an import, configuring them changes nothing at the vendor. The clock is only used to
 * tell whether an `expiresIn` that is being set has passed already.
 */
export function listRotationReasons(
  { now, facts }: RotationContext,
  prior: KeyState,
  wanted: Wanted,
): readonly RotationReason[] {
  const reasons: readonly (readonly [RotationReason, boolean])[] = [
    ["due", isDue(prior, wanted)],
    ["keepers", prior.keepers !== null && differs("keepers", prior, wanted)],
    ["encryptTo", isSealedOtherwise(prior, wanted)],
    ["expired", isExpiredWithWayOn(prior, wanted)],
    ["outlived", hasOutlived(prior, wanted, now())],
    ["changed", listRotatingChanges(prior, wanted, facts).length > 0],
    ["revoked", prior.status === "revoked"],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

/**
 * Whether an update is to make a successor: the plan left the id open, and the values that were unknown then are a reason
 * to rotate. Otherwise the key stays, and every open value keeps its previous value.
 */
export function isRotation(
  context: RotationContext,
  prior: KeyState,
  plan: Wanted & { readonly id: unknown },
): boolean {
  return isUnknown(plan.id) && listRotationReasons(context, prior, plan).length > 0;
}
