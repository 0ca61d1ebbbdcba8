import type { AttributesOf } from "../../schema/definition.ts";
import { means } from "../../schema/equality.ts";
import { durationSeconds } from "../../schema/formats.ts";
import type { Proposed } from "../../schema/records.ts";
import { instant } from "../../schema/types.ts";
import { isKnown, isUnknown, isWhollyKnown, unknown } from "../../schema/unknown.ts";
import { AccessError } from "../errors.ts";
import type { key } from "../nouns/resources/key.ts";
import {
  type FixedPart,
  type KeyState,
  keyStatus,
  lifeEnd,
  type RotationReason,
  rotationReasons,
  stillRetiring,
} from "./rotation.ts";
import type { Change, Context, PlanOutcome } from "../vendors/adapter.ts";

type Values = Partial<Proposed<AttributesOf<typeof key>>>;
type KeyChange = Change<typeof key>;
type Moment = Pick<Context<unknown>, "now" | "warn">;

/** What becomes of a key, for an adapter to answer as it is or to add to. */
export interface KeyPlan extends PlanOutcome<typeof key> {
  readonly values: Values;
  readonly errors: readonly AccessError[];
  /** Whether the update makes a successor, or may, where a value that decides it is unknown. */
  readonly rotates: boolean;
}

interface Decision {
  readonly reasons: readonly RotationReason[];
  /** False while a value that decides it is unknown. */
  readonly isCertain: boolean;
}

const told: { readonly [R in RotationReason]: string } = {
  due: "`rotate_after` has passed",
  keepers: "`keepers` changed",
  encryptTo: "`encrypt_to` changed",
  expired: "it has expired",
  outlived: "it is older than `expires_in`",
  fixed: "something of it changed that the vendor cannot change of a key that exists,",
  revoked: "it was revoked outside Terraform",
};

function refused(path: keyof KeyState, message: string, advice?: string): AccessError {
  const options = advice === undefined ? { path: [path] } : { path: [path], advice };
  return new AccessError(path === "expiresAt" ? "expiry_in_past" : "invalid_value", message, options);
}

function configurationFaults({ config }: KeyChange): readonly AccessError[] {
  const { rotationAnchor, rotateAfter, encryptTo } = config;
  const errors: AccessError[] = [];
  if (rotationAnchor !== null && rotateAfter === null) {
    const advice = "Say how long a period is, in `rotate_after`, or leave the anchor out.";
    errors.push(refused("rotationAnchor", "key: `rotation_anchor` is set without `rotate_after`.", advice));
  }
  if (Array.isArray(encryptTo) && encryptTo.length === 0) {
    const advice = "Name at least one recipient, or leave `encrypt_to` out to keep the secret in state in clear.";
    errors.push(refused("encryptTo", "key: `encrypt_to` is empty.", advice));
  }
  return errors;
}

/** The expiry that was asked for, before any is worked out of `expires_in`: null is never. */
function askedExpiry({ config, planned }: KeyChange): KeyChange["planned"]["expiresAt"] {
  return config.expiresAt === null && config.expiresIn === null ? null : planned.expiresAt;
}

function pastExpiry({ config, prior }: KeyChange, { now }: Moment, isNewKey: boolean): readonly AccessError[] {
  const { expiresAt } = config;
  if (expiresAt === null || !isKnown(expiresAt) || keyStatus(expiresAt, now()) === "active") return [];
  if (!isNewKey && prior !== null && means(instant.type, prior.expiresAt, expiresAt)) return [];
  return [refused("expiresAt", `key: \`expires_at\` is ${expiresAt}, which has passed.`)];
}

/** What a rotation leaves open, and what it keeps. */
function rotated(prior: KeyState, { config, planned }: KeyChange, isCertain: boolean): Values {
  const lives = config.expiresIn !== null;
  const { overlap } = planned;
  const isRevoked = overlap === null || (isKnown(overlap) && durationSeconds(overlap) === 0);
  return {
    id: unknown,
    secret: unknown,
    encryptedSecret: unknown,
    createdAt: unknown,
    ...(lives ? { expiresAt: unknown } : {}),
    status: isCertain ? "active" : unknown,
    rotationDue: isCertain ? false : unknown,
    retiring: isCertain && isRevoked ? stillRetiring(prior.retiring) : unknown,
  };
}

function sayRotation({ warn }: Moment, change: KeyChange, { reasons, isCertain }: Decision): void {
  const { overlap } = change.planned;
  const until =
    overlap === null ? "is revoked at once" : `works for ${isKnown(overlap) ? overlap : "its overlap"} more`;
  const why = reasons.map((reason) => told[reason]).join(" and ");
  const wasInClear = reasons.includes("encryptTo") && (change.prior?.secret ?? null) !== null;
  const sentences = [
    `${isCertain ? "Because" : "A value is known only after apply; if"} ${why}, the key gets another id and secret, and the old one ${until}.`,
    ...(wasInClear ? ["Earlier versions of the state still hold the old secret in clear."] : []),
    "What uses the old secret needs the new one.",
  ];
  warn(isCertain ? "The key is rotated" : "The key may be rotated", sentences.join(" "));
}

/** A key that stays, perhaps with another expiry. */
function kept(prior: KeyState, change: KeyChange, moment: Moment): Pick<KeyPlan, "values" | "errors"> {
  const { expiresIn } = change.planned;
  const asked = askedExpiry(change);
  let expiresAt = asked;
  let errors = pastExpiry(change, moment, false);
  if (expiresIn !== null) {
    const end = isKnown(expiresIn) ? lifeEnd(prior, expiresIn) : undefined;
    const isSame = isKnown(expiresIn) && expiresIn === prior.expiresIn;
    expiresAt = end ?? (isSame ? prior.expiresAt : unknown);
    const isSet = end !== undefined && !means(instant.type, end, prior.expiresAt);
    if (isSet && keyStatus(end, moment.now()) === "expired") {
      const advice = "Give it longer, or set `expires_at`; a key that is made anew has the whole of `expires_in`.";
      const message = `key: \`expires_in\` counts from ${prior.createdAt ?? "its making"}, when the key was made, and would have ended ${end}.`;
      errors = [refused("expiresIn", message, advice)];
    }
  }
  if (prior.status === "expired" && errors.length === 0) sayExpired(prior, moment);
  const isOver = (prior.retiring ?? []).some(({ status }) => status !== "retiring");
  const isMoved = !means(instant.type, prior.expiresAt, expiresAt);
  return {
    values: {
      expiresAt,
      ...(isMoved ? { status: unknown } : {}),
      ...(isOver ? { retiring: stillRetiring(prior.retiring) } : {}),
    },
    errors,
  };
}

function sayExpired({ id, expiresAt }: KeyState, { warn }: Moment): void {
  const since = expiresAt ?? "an unknown time";
  const detail = `Key ${id} has not worked since ${since}, and nothing says how to go on. Set a later \`expires_at\`, or \`expires_in\`: it is rotated then. Or take the key out of the configuration.`;
  warn("The key has expired", detail);
}

/**
 * What Terraform is to show of a key, by rules that are the same for every vendor:
 *
 * - neither `expires_at` nor `expires_in` means never; `expires_in` counts from when the key was made;
 * - a key is rotated where state has it as due or as expired with a way to go on, where `keepers` or `encrypt_to`
 *   changed, and where it is older than an `expires_in` that is being set. That is an update in place: `id`, `secret`,
 *   `encrypted_secret`, `created_at` and an expiry from `expires_in` are left open, and the rest is kept;
 * - an old key whose overlap is over leaves `retiring`, which tells the update to revoke it;
 * - an expired key without a way to go on is warned of and left as it is.
 *
 * Time is taken from state, where reading wrote it; the clock is asked only whether an expiry that is being set has
 * passed. What is `fixed` at this vendor rotates the key where it changes. What a vendor lacks (`overlap`, say) is
 * refused by its facts before this. An adapter answers the outcome, or adds to it: one whose successor has an account of
 * its own leaves `serviceAccountId` open as well if `rotates`.
 */
export function planKey(moment: Moment, change: KeyChange, fixed: readonly FixedPart[] = []): KeyPlan {
  const { prior, planned, config } = change;
  const faults = configurationFaults(change);
  if (prior === null) {
    const asked = askedExpiry(change);
    const values: Values = { retiring: [], rotationDue: false, ...(asked === null ? { expiresAt: asked } : {}) };
    return { values, errors: [...faults, ...pastExpiry(change, moment, true)], rotates: false };
  }
  const wanted = { ...planned, expiresAt: askedExpiry(change), fixed };
  const reasons = rotationReasons(prior, wanted, moment.now());
  // A date that has passed stays what it is for as long as the user leaves it: only they can say how to go on.
  const isStuck = prior.status === "expired" && config.expiresAt !== null && !reasons.includes("expired");
  const isAsked = reasons.some((reason) => reason !== "due");
  if (reasons.length === 0 || (isStuck && !isAsked)) {
    const { values, errors } = kept(prior, change, moment);
    return { values, errors: [...faults, ...errors], rotates: false };
  }
  const errors = [...faults, ...pastExpiry(change, moment, true)];
  const decisive = [
    planned.keepers,
    planned.encryptTo,
    planned.expiresIn,
    config.expiresAt,
    ...fixed.map((part) => planned[part]),
  ];
  const isCertain = decisive.every((value) => value === null || (!isUnknown(value) && isWhollyKnown(value)));
  if (errors.length === 0) sayRotation(moment, change, { reasons, isCertain });
  return { values: { expiresAt: wanted.expiresAt, ...rotated(prior, change, isCertain) }, errors, rotates: true };
}
