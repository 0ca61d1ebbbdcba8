import type { AttributesOf } from "../../schema/definition.ts";
import { means } from "../../schema/equality.ts";
import { durationSeconds } from "../../schema/formats.ts";
import type { Proposed } from "../../schema/records.ts";
import { instant } from "../../schema/types.ts";
import { snakeCase } from "../../schema/names.ts";
import { isKnown, isUnknown, isWhollyKnown, unknown } from "../../schema/unknown.ts";
import { AccessError } from "../errors.ts";
import { key } from "../nouns/resources/key.ts";
import {
  type AmendableAttribute,
  computeExpiry,
  type KeyState,
  keyStatus,
  listRetiringKeys,
  listRotatingAttributes,
  listRotatingChanges,
  listRotationReasons,
  type RotationReason,
} from "./rotation.ts";
import type { Change, Context, PlanOutcome } from "../vendors/adapter.ts";

type Values = Partial<Proposed<AttributesOf<typeof key>>>;
type KeyChange = Change<typeof key>;
type PlanContext = Pick<Context<unknown>, "now" | "warn" | "facts">;

/** What becomes of a key, for an adapter to answer as it is or to add to. */
export interface KeyPlan extends PlanOutcome<typeof key> {
  readonly values: Values;
  readonly errors: readonly AccessError[];
  /** Whether the update makes a successor, or may, where a value that decides it is unknown. */
  readonly rotates: boolean;
}

interface Decision {
  readonly reasons: readonly RotationReason[];
  /** What changes that the vendor cannot update in place. */
  readonly changes: readonly AmendableAttribute[];
  /** False while a value that decides it is unknown. */
  readonly isCertain: boolean;
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${snakeCase(name)}\``).join(" and ");
}

function describeReason(reason: RotationReason, changes: readonly string[], title: string): string {
  switch (reason) {
    case "due":
      return "`rotate_after` has passed";
    case "keepers":
      return "`keepers` changed";
    case "encryptTo":
      return "`encrypt_to` changed";
    case "expired":
      return "the key has expired";
    case "outlived":
      return "the key is older than `expires_in`";
    case "changed":
      return `${listNames(changes)} changed, which ${title} cannot update in place`;
    case "revoked":
      return "the key was revoked outside Terraform";
  }
}

interface Refusal {
  readonly path: keyof KeyState;
  /** What is wrong, to follow the vendor's title and `key:`. */
  readonly message: string;
  readonly advice?: string;
}

function createError({ facts }: PlanContext, { path, message, advice }: Refusal): AccessError {
  const code = path === "expiresAt" ? "expiry_in_past" : "invalid_value";
  const options = advice === undefined ? { path: [path] } : { path: [path], advice };
  return new AccessError(code, `${facts.title} ${key.type}: ${message}`, options);
}

function checkConfiguration(context: PlanContext, { config }: KeyChange): readonly AccessError[] {
  const { rotationAnchor, rotateAfter, encryptTo } = config;
  const errors: AccessError[] = [];
  if (rotationAnchor !== null && rotateAfter === null) {
    const message = "`rotation_anchor` has no effect without `rotate_after`.";
    const advice = "Set `rotate_after` to the length of a period, or remove `rotation_anchor`.";
    errors.push(createError(context, { path: "rotationAnchor", message, advice }));
  }
  if (Array.isArray(encryptTo) && encryptTo.length === 0) {
    const message = "`encrypt_to` must not be empty.";
    const advice = "Add at least one recipient, or remove `encrypt_to` to keep the secret in state unencrypted.";
    errors.push(createError(context, { path: "encryptTo", message, advice }));
  }
  return errors;
}

/** The expiry that the configuration asks for, before one is computed from `expires_in`: null is never. */
function findRequestedExpiry({ config, planned }: KeyChange): KeyChange["planned"]["expiresAt"] {
  return config.expiresAt === null && config.expiresIn === null ? null : planned.expiresAt;
}

function checkExpiry(context: PlanContext, { config, prior }: KeyChange, isNewKey: boolean): readonly AccessError[] {
  const { expiresAt } = config;
  if (expiresAt === null || !isKnown(expiresAt) || keyStatus(expiresAt, context.now()) === "active") return [];
  if (!isNewKey && prior !== null && means(instant.type, prior.expiresAt, expiresAt)) return [];
  return [createError(context, { path: "expiresAt", message: `\`expires_at\` is in the past: ${expiresAt}.` })];
}

/** What a rotation leaves open, and what it keeps. */
function planSuccessor(prior: KeyState, { config, planned }: KeyChange, isCertain: boolean): Values {
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
    retiring: isCertain && isRevoked ? listRetiringKeys(prior.retiring) : unknown,
  };
}

function warnOfRotation({ warn, facts }: PlanContext, change: KeyChange, decision: Decision): void {
  const { reasons, changes, isCertain } = decision;
  const { overlap } = change.planned;
  const duration = isKnown(overlap) ? `for ${overlap} longer` : "until its overlap ends";
  const until = overlap === null ? "is revoked at once" : `works ${duration}`;
  const why = reasons.map((reason) => describeReason(reason, changes, facts.title)).join("; ");
  const wasInClear = reasons.includes("encryptTo") && (change.prior?.secret ?? null) !== null;
  const sentences = [
    isCertain ? `Reason: ${why}.` : `A value is known only after apply. The key is rotated if ${why}.`,
    `A rotation makes a new id and secret; the old secret ${until}. Update everything that uses the old secret.`,
    ...(wasInClear ? ["Earlier versions of the state still contain the old secret unencrypted."] : []),
  ];
  warn(isCertain ? "The key is rotated" : "The key may be rotated", sentences.join(" "));
}

/** A key that stays, perhaps with another expiry. */
function planAmendment(prior: KeyState, change: KeyChange, context: PlanContext): Pick<KeyPlan, "values" | "errors"> {
  const { expiresIn } = change.planned;
  let expiresAt = findRequestedExpiry(change);
  let errors = checkExpiry(context, change, false);
  if (expiresIn !== null) {
    const end = isKnown(expiresIn) ? computeExpiry(prior, expiresIn) : undefined;
    const isSame = isKnown(expiresIn) && expiresIn === prior.expiresIn;
    expiresAt = end ?? (isSame ? prior.expiresAt : unknown);
    const isSet = end !== undefined && !means(instant.type, end, prior.expiresAt);
    if (isSet && keyStatus(end, context.now()) === "expired") {
      const message = `\`expires_in\` counts from ${prior.createdAt ?? "its creation"}, when the key was created, so the key would have expired at ${end}.`;
      const advice = "Set a longer `expires_in`, or set `expires_at`. A new key lives for the whole of `expires_in`.";
      errors = [createError(context, { path: "expiresIn", message, advice })];
    }
  }
  if (prior.status === "expired" && errors.length === 0) warnOfExpiry(prior, context);
  const isOver = (prior.retiring ?? []).some(({ status }) => status !== "retiring");
  const isMoved = !means(instant.type, prior.expiresAt, expiresAt);
  return {
    values: {
      expiresAt,
      ...(isMoved ? { status: unknown } : {}),
      ...(isOver ? { retiring: listRetiringKeys(prior.retiring) } : {}),
    },
    errors,
  };
}

function warnOfExpiry({ id, expiresAt }: KeyState, { warn }: PlanContext): void {
  const since = expiresAt ?? "an unknown time";
  const detail = `Key ${id} expired at ${since}, and the configuration does not say how to continue. To rotate it, set a later \`expires_at\`, or set \`expires_in\`. Otherwise remove the key from the configuration.`;
  warn("The key has expired", detail);
}

function isRotationCertain({ facts }: PlanContext, { planned, config }: KeyChange): boolean {
  const { keepers, encryptTo, expiresIn } = planned;
  const rotating = listRotatingAttributes(facts).map((name) => planned[name]);
  const decisive = [keepers, encryptTo, expiresIn, config.expiresAt, ...rotating];
  return decisive.every((value) => value === null || (!isUnknown(value) && isWhollyKnown(value)));
}

/**
 * What Terraform shows of a key, by rules that are the same for every vendor:
 *
 * - neither `expires_at` nor `expires_in` means never; `expires_in` counts from when the key was made;
 * - a key is rotated where state has it as due or as expired with a way to continue, where an attribute changes that
 *   rotates by its definition or by the vendor's facts, and where the key is older than an `expires_in` that is being
 *   set. That is an update in place: `id`, `secret`, `encrypted_secret`, `created_at` and an expiry from `expires_in`
 *   are left open, and the rest is kept;
 * - an old key whose overlap is over leaves `retiring`, which tells the update to revoke it;
 * - an expired key without a way to continue is warned of and left as it is.
 *
 * Time is taken from state, where reading wrote it; the clock is asked only whether an expiry that is being set has
 * passed. What a vendor does not support (`overlap`, say) is refused by its facts before this. An adapter answers the
 * outcome, or adds to it: one whose successor has an account of its own leaves `serviceAccountId` open as well if
 * `rotates`.
 */
export function planKey(context: PlanContext, change: KeyChange): KeyPlan {
  const { prior, planned, config } = change;
  const faults = checkConfiguration(context, change);
  if (prior === null) {
    const requested = findRequestedExpiry(change);
    const expiry: Values = requested === null ? { expiresAt: requested } : {};
    const values: Values = { retiring: [], rotationDue: false, ...expiry };
    return { values, errors: [...faults, ...checkExpiry(context, change, true)], rotates: false };
  }
  const wanted = { ...planned, expiresAt: findRequestedExpiry(change) };
  const reasons = listRotationReasons(context, prior, wanted);
  // A date that has passed stays what it is for as long as the user leaves it: only they can say how to continue.
  const isStuck = prior.status === "expired" && config.expiresAt !== null && !reasons.includes("expired");
  const isRequested = reasons.some((reason) => reason !== "due");
  if (reasons.length === 0 || (isStuck && !isRequested)) {
    const { values, errors } = planAmendment(prior, change, context);
    return { values, errors: [...faults, ...errors], rotates: false };
  }
  const errors = [...faults, ...checkExpiry(context, change, true)];
  const isCertain = isRotationCertain(context, change);
  const changes = listRotatingChanges(prior, wanted, context.facts);
  if (errors.length === 0) warnOfRotation(context, change, { reasons, changes, isCertain });
  return {
    values: { expiresAt: wanted.expiresAt, ...planSuccessor(prior, change, isCertain) },
    errors,
    rotates: true,
  };
}
