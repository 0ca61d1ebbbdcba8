import type { AttributesOf } from "../../schema/definition.ts";
import { hasSameMeaning } from "../../schema/equality.ts";
import { toSeconds } from "../../schema/formats.ts";
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

/** The attributes that some vendors update in place, and others cannot change without a new secret. */
const amendableAttributes = ["name", "description", "expiresAt", "expiresIn"] as const;
export type AmendableAttribute = (typeof amendableAttributes)[number];

/** The values that decide a rotation. Some may be unknown at plan, but none at apply. */
export type Wanted = Pick<KeyProposal, "rotateAfter" | "rotationAnchor" | "keepers" | "encryptTo" | AmendableAttribute>;

/** What a rotation depends on, in addition to the key. */
export type RotationContext = Pick<Context<unknown>, "now" | "facts">;

type Schedule = Pick<KeyState, "rotateAfter" | "rotationAnchor" | "createdAt">;

// The clock of the vendor, which measures the age of a key, may differ from ours by this much.
const clockToleranceMilliseconds = 600_000;

/** RFC 3339 in UTC, in whole seconds, which every vendor stores. */
export function formatInstant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Adds a duration to an instant. */
export function addDuration(from: Date, duration: string): string {
  return formatInstant(from.getTime() + toSeconds(duration) * 1000);
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
  const period = toSeconds(rotateAfter) * 1000;
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

/** The record of an old key, which is revoked after its `until`. */
export function retireKey(id: string, until: string, now: Date): RetiringKey {
  return { id, until, status: keyStatus(until, now) === "expired" ? "expired" : "retiring" };
}

/** The old keys that still work; the next update revokes the others. */
export function listRetiringKeys(retiring: KeyState["retiring"]): readonly RetiringKey[] {
  return (retiring ?? []).filter(({ status }) => status === "retiring");
}

/** The old keys that the update must revoke: those whose overlap has ended according to state, not to the clock. */
export function listOverdueKeys(retiring: KeyState["retiring"]): readonly RetiringKey[] {
  return (retiring ?? []).filter(({ status }) => status !== "retiring");
}

/** What the vendor shows of a key. */
export interface Seen {
  readonly expiresAt: string | null;
  readonly createdAt: string | null;
  /** Whether the vendor still has this old key. */
  has(id: string): boolean;
}

/**
 * The parts of a key's state that depend on time. Only a read uses the clock. A plan uses these values, so
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
 * Like `assessKey`, for a key that is gone while old keys of its resource still work: it is read as revoked, and the next
 * update creates a successor. Otherwise the old keys would be lost. Undefined if there are no old keys.
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
 * Computes the expiry of a key that lives for `expiresIn` after its creation. Returns the present expiry if the two only
 * differ by the clocks. Undefined if the age is unknown.
 */
export function computeExpiry(prior: Pick<KeyState, "createdAt" | "expiresAt">, expiresIn: string): string | undefined {
  if (prior.createdAt === null) return undefined;
  const end = addDuration(new Date(prior.createdAt), expiresIn);
  const isSame =
    prior.expiresAt !== null && Math.abs(Date.parse(prior.expiresAt) - Date.parse(end)) <= clockToleranceMilliseconds;
  return isSame && prior.expiresAt !== null ? prior.expiresAt : end;
}

function differs(name: keyof Wanted, prior: KeyState, wanted: Wanted): boolean {
  return !isWhollyKnown(wanted[name]) || !hasSameMeaning(key.attributes[name].facts.type, prior[name], wanted[name]);
}

function isDue(prior: KeyState, wanted: Wanted): boolean {
  const isAsBefore = !differs("rotateAfter", prior, wanted) && !differs("rotationAnchor", prior, wanted);
  return prior.rotationDue === true && wanted.rotateAfter !== null && isAsBefore;
}

function isExpiredWithWayOn(prior: KeyState, wanted: Wanted): boolean {
  if (prior.status !== "expired") return false;
  return wanted.expiresIn !== null || differs("expiresAt", prior, wanted);
}

/** Whether the recipients of the encrypted secret change. */
function isSealedOtherwise(prior: KeyState, wanted: Wanted): boolean {
  const hasSecret = prior.secret !== null || prior.encryptedSecret !== null;
  if ((hasSecret || prior.encryptTo !== null) && differs("encryptTo", prior, wanted)) return true;
  return prior.secret !== null && wanted.encryptTo !== null;
}

function hasOutlived(prior: KeyState, { expiresIn }: Wanted, now: Date): boolean {
  if (expiresIn === null || !isKnown(expiresIn) || prior.expiresIn === null) return false;
  const end = computeExpiry(prior, expiresIn);
  if (end === undefined || hasSameMeaning(instant.type, end, prior.expiresAt)) return false;
  return keyStatus(end, now) === "expired";
}

/** Whether the expiry of the key changes. A lifetime counts from the creation. */
function isExpiryMoved(prior: KeyState, wanted: Wanted): boolean {
  const { expiresIn } = wanted;
  if (expiresIn === null) return differs("expiresAt", prior, wanted);
  if (!isKnown(expiresIn)) return true;
  const end = computeExpiry(prior, expiresIn);
  return end === undefined ? differs("expiresIn", prior, wanted) : !hasSameMeaning(instant.type, end, prior.expiresAt);
}

function isAmended(name: AmendableAttribute, prior: KeyState, wanted: Wanted): boolean {
  const isExpiry = name === "expiresAt" || name === "expiresIn";
  return isExpiry ? isExpiryMoved(prior, wanted) : differs(name, prior, wanted);
}

/** The attributes that this vendor cannot update in place, so that a change creates a new secret. */
export function listRotatingAttributes(facts: VendorFacts): readonly AmendableAttribute[] {
  return amendableAttributes.filter((name) => findChangeEffect(key, name, facts) === "rotates");
}

/** The changed attributes that this vendor cannot update in place. Unknown values count as changed. */
export function listRotatingChanges(
  prior: KeyState,
  wanted: Wanted,
  facts: VendorFacts,
): readonly AmendableAttribute[] {
  const changed = listRotatingAttributes(facts).filter((name) => isAmended(name, prior, wanted));
  // Both set the same expiry. Names the one that the configuration sets.
  const other = wanted.expiresIn === null ? "expiresIn" : "expiresAt";
  return changed.includes("expiresAt") && changed.includes("expiresIn")
    ? changed.filter((name) => name !== other)
    : changed;
}

export type RotationReason = "due" | "keepers" | "encryptTo" | "expired" | "outlived" | "changed" | "revoked";

/**
 * The reasons to rotate a key; empty if there are none. Unknown values count as changed. `keepers` and `encryptTo` only
 * count if they had a value before: after an import, configuring them changes nothing at the vendor. The clock is only
 * used to check whether the key is already older than a new `expiresIn`.
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
 * Whether an update must create a successor: the id was unknown at plan, and the values that were unknown then are a
 * reason to rotate. Otherwise the key stays, and every unknown value keeps its previous value.
 */
export function isRotation(
  context: RotationContext,
  prior: KeyState,
  plan: Wanted & { readonly id: unknown },
): boolean {
  return isUnknown(plan.id) && listRotationReasons(context, prior, plan).length > 0;
}
