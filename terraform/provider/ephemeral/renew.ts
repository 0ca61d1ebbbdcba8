import { isNativeError } from "node:util/types";
import { PartlyCreated } from "#access/model/errors.ts";
import { formatInstant } from "#access/model/keys/rotation.ts";
import { adapterOf, type EphemeralCall, type EphemeralObject } from "./object.ts";

/** How long an object lives without being renewed, where it can be: what a run that is killed leaves behind. */
export const leaseMilliseconds = 600_000;

// Terraform renews a minute before it is told to.
const leadMilliseconds = 60_000;

/** In how many milliseconds an object has to be renewed; undefined if never. */
export function computeRenewal({ context }: EphemeralCall, object: EphemeralObject): number | undefined {
  const { endsAt, leasedUntil } = object;
  if (endsAt === null || leasedUntil === null || leasedUntil >= endsAt) return undefined;
  return Math.max(0, Math.floor((leasedUntil - context.now().getTime()) / 2));
}

/** Whether there is time for another attempt before the object ends. */
function canTryAgain({ context }: EphemeralCall, { leasedUntil }: EphemeralObject): boolean {
  return leasedUntil !== null && leasedUntil - context.now().getTime() > 2 * leadMilliseconds;
}

/** Moves the end of an object, never beyond its last one. After a failure that leaves time, it is tried again later. */
export async function renewObject(call: EphemeralCall, object: EphemeralObject): Promise<EphemeralObject> {
  const { definition, context } = call;
  const { state, endsAt } = object;
  const wanted = context.now().getTime() + leaseMilliseconds;
  const leasedUntil = endsAt === null ? wanted : Math.min(endsAt, wanted);
  const plan = { ...state, [definition.lease.ends]: formatInstant(leasedUntil) };
  try {
    const returned = await adapterOf(call).update(context, { prior: state, plan });
    return { ...object, leasedUntil, state: { ...state, ...returned } };
  } catch (failure) {
    const error = failure instanceof PartlyCreated ? failure.cause : failure;
    if (!canTryAgain(call, object)) throw error;
    const reason = isNativeError(error) ? error.message : "It is not known why.";
    context.warn(`The ephemeral ${definition.type} was not renewed at once`, `${reason} It is tried again.`);
    return object;
  }
}
