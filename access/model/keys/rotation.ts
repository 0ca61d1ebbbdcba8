import type { AttributesOf } from "../../schema/definition.ts";
import { means } from "../../schema/equality.ts";
import { durationSeconds } from "../../schema/formats.ts";
import type { Proposed, State } from "../../schema/records.ts";
import { instant } from "../../schema/types.ts";
import { isKnown, isUnknown, isWhollyKnown } from "../../schema/unknown.ts";
import { key } from "../nouns/resources/key.ts";

export type KeyState = State<AttributesOf<typeof key>>;
type KeyProposal = Proposed<AttributesOf<typeof key>>;

/** A key that was rotated away and works on for its overlap. */
export type RetiringKey = NonNullable<KeyState["retiring"]>[number];

/** What a rotation is decided by. At plan parts may be unknown; at apply none is. */
export type Wanted = Pick<
  KeyProposal,
  "rotateAfter" | "rotationAnchor" | "keepers" | "encryptTo" | "expiresIn" | "expiresAt"
> &
  Partial<Pick<KeyProposal, FixedPart>> & {
    /** What this vendor cannot change of a key that exists: a change rotates it. @default nothing */
    readonly fixed?: readonly FixedPart[];
  };

/** What of a key one vendor changes in place and another cannot. */
export type FixedPart = "name" | "description" | "expiresAt";

type Schedule = Pick<KeyState, "rotateAfter" | "rotationAnchor" | "createdAt">;

// What two clocks may differ by: a vendor counts a key's age by its own.
const clockToleranceMilliseconds = 600_000;

/** RFC 3339 in UTC, in whole seconds: what every vendor keeps. */
export function instantText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** An instant later by a duration. */
export function later(from: Date, duration: string): string {
  return instantText(from.getTime() + durationSeconds(duration) * 1000);
}

export function keyStatus(expiresAt: string | null, now: Date): "active" | "expired" {
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime() ? "expired" : "active";
}

/**
 * Whether a key is older than `rotateAfter`, or, with an anchor, whether a whole period from it has ended since the key
 * was made. False where nothing asks for it or the age is not known.
 */
export function isRotationDue({ rotateAfter, rotationAnchor, createdAt }: Schedule, now: Date): boolean {
  if (rotateAfter === null || createdAt === null) return false;
  const made = Date.parse(createdAt);
  const period = durationSeconds(rotateAfter) * 1000;
  const from = rotationAnchor === null ? made : Date.parse(rotationAnchor);
  const periods = Math.floor((made - from) / period) + 1;
  return now.getTime() >= from + periods * period;
}

/** When a key that is rotated now stops working: after the overlap, or by its own expiry where that is sooner. */
export function overlapEnd({ expiresAt }: Pick<KeyState, "expiresAt">, overlap: string | null, now: Date): string {
  const end = overlap === null ? instantText(now.getTime()) : later(now, overlap);
  return expiresAt !== null && Date.parse(expiresAt) < Date.parse(end) ? expiresAt : end;
}

/** One that works until then. A key whose `until` is now, or before, is to be revoked. */
export function retiringUntil(id: string, until: string, now: Date): RetiringKey {
  return { id, until, status: keyStatus(until, now) === "expired" ? "expired" : "retiring" };
}

/** Those that go on working; the others are over, and the next update revokes them. */
export function stillRetiring(retiring: KeyState["retiring"]): readonly RetiringKey[] {
  return (retiring ?? []).filter(({ status }) => status === "retiring");
}

/** Old keys that the update is to revoke: state has them as over, whatever the time is now. */
export function overdueKeys(retiring: KeyState["retiring"]): readonly RetiringKey[] {
  return (retiring ?? []).filter(({ status }) => status !== "retiring");
}

/** What is seen of a key when it is read. */
export interface Seen {
  readonly expiresAt: string | null;
  readonly createdAt: string | null;
  /** Whether the vendor still has this old key. */
  has(id: string): boolean;
}

/**
 * What time has made of a key. Reading is the one place where the clock enters: a plan goes by what is written here, so
 * that one which was saved does what it showed.
 */
export function standing(
  prior: Pick<KeyState, "rotateAfter" | "rotationAnchor" | "retiring">,
  { expiresAt, createdAt, has }: Seen,
  now: Date,
): Pick<KeyState, "status" | "rotationDue" | "retiring"> {
  const { rotateAfter, rotationAnchor, retiring } = prior;
  return {
    status: keyStatus(expiresAt, now),
    rotationDue: isRotationDue({ rotateAfter, rotationAnchor, createdAt }, now),
    retiring: (retiring ?? []).filter(({ id }) => has(id)).map(({ id, until }) => retiringUntil(id, until, now)),
  };
}

/**
 * Of a key that is gone while old ones of it still work: it is read as revoked, and the next update makes a successor.
 * Were it read as gone, nobody would know of the old ones any more. Undefined where there are none: it is gone.
 */
export function revokedStanding(
  prior: Pick<KeyState, "retiring">,
  has: Seen["has"],
  now: Date,
): Pick<KeyState, "status" | "rotationDue" | "retiring"> | undefined {
  const retiring = standing(
    { rotateAfter: null, rotationAnchor: null, retiring: prior.retiring },
    { expiresAt: null, createdAt: null, has },
    now,
  ).retiring;
  return retiring === null || retiring.length === 0 ? undefined : { status: "revoked", rotationDue: false, retiring };
}

/**
 * When a key ends that has `expiresIn` from its making; what it has already where that is the same by two clocks.
 * Undefined where its age is not known.
 */
export function lifeEnd(prior: Pick<KeyState, "createdAt" | "expiresAt">, expiresIn: string): string | undefined {
  if (prior.createdAt === null) return undefined;
  const end = later(new Date(prior.createdAt), expiresIn);
  const isSame =
    prior.expiresAt !== null && Math.abs(Date.parse(prior.expiresAt) - Date.parse(end)) <= clockToleranceMilliseconds;
  return isSame && prior.expiresAt !== null ? prior.expiresAt : end;
}

function differs(name: Exclude<keyof Wanted, "fixed">, prior: KeyState, wanted: Wanted): boolean {
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

/** Recipients that a secret is not encrypted for yet, or no longer. */
function isSealedOtherwise(prior: KeyState, wanted: Wanted): boolean {
  const hasSecret = prior.secret !== null || prior.encryptedSecret !== null;
  if ((hasSecret || prior.encryptTo !== null) && differs("encryptTo", prior, wanted)) return true;
  return prior.secret !== null && wanted.encryptTo !== null;
}

function hasOutlived(prior: KeyState, { expiresIn }: Wanted, now: Date): boolean {
  if (expiresIn === null || !isKnown(expiresIn) || prior.expiresIn === null) return false;
  const end = lifeEnd(prior, expiresIn);
  if (end === undefined || means(instant.type, end, prior.expiresAt)) return false;
  return keyStatus(end, now) === "expired";
}

/** Whether the key is to end at another time than it does. A lifetime counts from its making. */
function isExpiryMoved(prior: KeyState, wanted: Wanted): boolean {
  const { expiresIn } = wanted;
  if (expiresIn === null) return differs("expiresAt", prior, wanted);
  if (!isKnown(expiresIn)) return true;
  const end = lifeEnd(prior, expiresIn);
  return end === undefined ? differs("expiresIn", prior, wanted) : !means(instant.type, end, prior.expiresAt);
}

function isPartMoved(part: FixedPart, prior: KeyState, wanted: Wanted): boolean {
  return part === "expiresAt" ? isExpiryMoved(prior, wanted) : differs(part, prior, wanted);
}

export type RotationReason = "due" | "keepers" | "encryptTo" | "expired" | "outlived" | "fixed" | "revoked";

/**
 * Why a key is to be rotated; empty where it is not. What is unknown counts as changed. `keepers` and `encryptTo` need
 * something before them: after an import, configuring them changes nothing at the vendor. The clock is asked for one
 * thing alone: whether an `expiresIn` that is being set has passed already.
 */
export function rotationReasons(prior: KeyState, wanted: Wanted, now: Date): readonly RotationReason[] {
  const reasons: readonly (readonly [RotationReason, boolean])[] = [
    ["due", isDue(prior, wanted)],
    ["keepers", prior.keepers !== null && differs("keepers", prior, wanted)],
    ["encryptTo", isSealedOtherwise(prior, wanted)],
    ["expired", isExpiredWithWayOn(prior, wanted)],
    ["outlived", hasOutlived(prior, wanted, now)],
    ["fixed", (wanted.fixed ?? []).some((part) => isPartMoved(part, prior, wanted))],
    ["revoked", prior.status === "revoked"],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

/**
 * Whether an update is to make a successor: the plan left the id open, and what was unknown then turned out to be a
 * reason. Where it did not, the key stays and every open value is what it was.
 */
export function isRotation(prior: KeyState, plan: Wanted & { readonly id: unknown }, now: Date): boolean {
  return isUnknown(plan.id) && rotationReasons(prior, plan, now).length > 0;
}
