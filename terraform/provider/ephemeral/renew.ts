import { isNativeError } from "node:util/types";
import { PartlyCreated } from "#access/model/errors.ts";
import { formatInstant } from "#access/model/keys/rotation.ts";
import { adapterOf, type EphemeralCall } from "./call.ts";
import type { EphemeralObject } from "./object.ts";

/** How long an object lives without being renewed, where it can be: what a provider that is killed leaves behind. */
export const leaseMilliseconds = 600_000;

// Less is not enough for another attempt.
const shortestMilliseconds = 10_000;

/**
 * In how many milliseconds an object has to be renewed; undefined if never. At half of what is left, so that a failure leaves
 * time for other attempts.
 */
export function computeRenewal({ context }: EphemeralCall, object: EphemeralObject): number | undefined {
  const { endsAt, leasedUntil } = object;
  if (endsAt === null || leasedUntil === null || leasedUntil >= endsAt) return undefined;
  const left = leasedUntil - context.now().getTime();
  return left < shortestMilliseconds ? undefined : Math.floor(left / 2);
}

/**
 * Moves the end of an object, never beyond its last one. A failure is kept for the close to tell: Terraform shows none of a
 * renewal, and asks for no other after an error.
 */
export async function renewObject(call: EphemeralCall, object: EphemeralObject): Promise<EphemeralObject> {
  const { definition, context } = call;
  const { state, endsAt, closes } = object;
  const wanted = context.now().getTime() + leaseMilliseconds;
  const leasedUntil = endsAt === null ? wanted : Math.min(endsAt, wanted);
  const { expiry } = definition.lease;
  const plan = expiry === undefined ? state : { ...state, [expiry.ends]: formatInstant(leasedUntil) };
  try {
    const returned = await adapterOf(call).update(context, { prior: state, plan });
    return { endsAt, leasedUntil, closes, state: { ...state, ...returned } };
  } catch (failure) {
    const error = failure instanceof PartlyCreated ? failure.cause : failure;
    const reason = isNativeError(error) ? error.message : "It is not known why.";
    context.warn(`The ephemeral ${definition.type} was not renewed`, reason);
    return { ...object, renewalFailure: reason };
  }
}
