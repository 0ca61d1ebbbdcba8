import type { AttributesOf } from "../../schema/definition.ts";
import { hasSameMeaning } from "../../schema/equality.ts";
import { toSeconds } from "../../schema/formats.ts";
import type { Proposed } from "../../schema/records.ts";
import { instant } from "../../schema/types.ts";
import { toSnakeCase } from "../../schema/names.ts";
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

/** The plan of a key. An adapter returns it, or adds to it. */
export interface KeyPlan extends PlanOutcome<typeof key> {
  readonly values: Values;
  readonly errors: readonly AccessError[];
  /** Whether the update creates a successor, or may do so because of an unknown value. */
  readonly rotates: boolean;
}

interface Decision {
  readonly reasons: readonly RotationReason[];
  /** The changed attributes that the vendor cannot update in place. */
  readonly changes: readonly AmendableAttribute[];
  /** False if an unknown value decides whether the key is rotated. */
  readonly isCertain: boolean;
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${toSnakeCase(name)}\``).join(" and ");
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
  /** A sentence, to follow the vendor's title and `key:`. */
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

/** The configured expiry, before one is computed from `expires_in`. Null means never. */
function findRequestedExpiry({ config, planned }: KeyChange): KeyChange["planned"]["expiresAt"] {
  return config.expiresAt === null && config.expiresIn === null ? null : planned.expiresAt;
}

function checkExpiry(context: PlanContext, { config, prior }: KeyChange, isNewKey: boolean): readonly AccessError[] {
  const { expiresAt } = config;
  if (expiresAt === null || !isKnown(expiresAt) || keyStatus(expiresAt, context.now()) === "active") return [];
  if (!isNewKey && prior !== null && hasSameMeaning(instant.type, prior.expiresAt, expiresAt)) return [];
  return [createError(context, { path: "expiresAt", message: `\`expires_at\` is in the past: ${expiresAt}.` })];
}

/** Whether the expiry comes from `expires_in`. Beside a known `expires_at`, an unknown `expires_in` must still become null. */
function isLifetime({ expiresAt, expiresIn }: KeyChange["config"]): boolean {
  return expiresIn !== null && expiresAt === null;
}

/** The values that a rotation changes, and those that it keeps. */
function planSuccessor(prior: KeyState, { config, planned }: KeyChange, isCertain: boolean): Values {
  const lives = isLifetime(config);
  const { overlap } = planned;
  const isRevoked = overlap === null || (isKnown(overlap) && toSeconds(overlap) === 0);
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

/** The values of a key that stays, perhaps with another expiry. */
function planAmendment(prior: KeyState, change: KeyChange, context: PlanContext): Pick<KeyPlan, "values" | "errors"> {
  const { expiresIn } = change.planned;
  let expiresAt = findRequestedExpiry(change);
  let errors = checkExpiry(context, change, false);
  if (expiresIn !== null && isLifetime(change.config)) {
    const end = isKnown(expiresIn) ? computeExpiry(prior, expiresIn) : undefined;
    const isSame = isKnown(expiresIn) && expiresIn === prior.expiresIn;
    expiresAt = end ?? (isSame ? prior.expiresAt : unknown);
    const isSet = end !== undefined && !hasSameMeaning(instant.type, end, prior.expiresAt);
    if (isSet && keyStatus(end, context.now()) === "expired") {
      const message = `\`expires_in\` counts from ${prior.createdAt ?? "its creation"}, when the key was created, so the key would have expired at ${end}.`;
      const advice = "Set a longer `expires_in`, or set `expires_at`. A new key lives for the whole of `expires_in`.";
      errors = [createError(context, { path: "expiresIn", message, advice })];
    }
  }
  if (prior.status === "expired" && errors.length === 0) warnOfExpiry(prior, context);
  const isOver = (prior.retiring ?? []).some(({ status }) => status !== "retiring");
  const isMoved = !hasSameMeaning(instant.type, prior.expiresAt, expiresAt);
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

/** In the `random` provider new keepers make a new value; here, they would rotate every key that is imported. */
function warnOfFirstKeepers({ warn }: PlanContext, { prior, planned }: KeyChange): void {
  if (prior === null || prior.keepers !== null || planned.keepers === null) return;
  const detail =
    "`keepers` was not set before, so the key stays as it is, with its secret. From now on, a change of a value in `keepers` rotates it. To rotate it now, apply this first, then change a value and apply again.";
  warn("Setting `keepers` does not rotate the key", detail);
}

function isRotationCertain({ facts }: PlanContext, { planned, config }: KeyChange): boolean {
  const { keepers, encryptTo, expiresIn } = planned;
  const rotating = listRotatingAttributes(facts).map((name) => planned[name]);
  const decisive = [keepers, encryptTo, expiresIn, config.expiresAt, ...rotating];
  return decisive.every((value) => value === null || (!isUnknown(value) && isWhollyKnown(value)));
}

/**
 * Plans a key by rules that are the same for every vendor:
 *
 * - Without `expires_at` and `expires_in` a key never expires. `expires_in` counts from the creation of the key.
 * - A key is rotated if state says that it is due, if state says that it expired and the configuration renews it, if an
 *   attribute changes that rotates by its definition or by the vendor's facts, or if the key is older than a new
 *   `expires_in`. A rotation is an update in place: `id`, `secret`, `encrypted_secret`, `created_at` and an expiry from
 *   `expires_in` are unknown, and all other values stay.
 * - An old key whose overlap has ended leaves `retiring`, so that the update revokes it.
 * - An expired key that the configuration does not renew causes a warning and stays.
 *
 * Times come from state, where a read wrote them. The clock is only used to check whether a new expiry has passed. A
 * vendor's facts have already refused what it does not support, such as `overlap`. An adapter returns the result or adds
 * to it: if the successor has its own account, `serviceAccountId` is unknown too for a rotation.
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
  // A past date stays until the user changes it: only the user can decide how to continue.
  const isStuck = prior.status === "expired" && config.expiresAt !== null && !reasons.includes("expired");
  const isRequested = reasons.some((reason) => reason !== "due");
  if (reasons.length === 0 || (isStuck && !isRequested)) {
    const { values, errors } = planAmendment(prior, change, context);
    warnOfFirstKeepers(context, change);
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
