import { isNativeError } from "node:util/types";
import { AccessError } from "#access/model/errors.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { Secret } from "#access/schema/secret.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { adapterOf, adviseEnding, type EphemeralCall } from "./call.ts";
import type { EphemeralObject } from "./object.ts";

// A vendor's gateway may accept for some time what the vendor itself has ended.
const waitsMilliseconds = [500, 1_000, 2_000, 4_000];

/** Whether the vendor accepts the object's secret. */
type Use = "accepted" | "refused" | "unknown";

/** Uses the secret, which a vendor refuses once the object has ended. */
async function tryUse({ definition, connection, context }: EphemeralCall, { state }: EphemeralObject): Promise<Use> {
  const { proves } = definition.lease;
  const secret = proves === undefined ? undefined : state[proves];
  if (!(secret instanceof Secret)) return "unknown";
  const { findHolder } = await import("#vendors/shared/live/find-holder.ts");
  const own = { ...context, client: connection.connectAs(secret), warn: () => undefined };
  try {
    await findHolder({ vendor: connection.vendor, definitions: nounDefinitions, context: own });
    return "accepted";
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return error.code === "unauthenticated" ? "refused" : error.code === "forbidden" ? "accepted" : "unknown";
  }
}

/** As `tryUse`, for as long as a gateway may take to learn of the end. */
async function awaitRefusal(call: EphemeralCall, object: EphemeralObject): Promise<Use> {
  let use = await tryUse(call, object);
  for (const wait of waitsMilliseconds) {
    if (use !== "accepted") return use;
    await call.surroundings.sleep(wait);
    use = await tryUse(call, object);
  }
  return use;
}

/** Whether the vendor still has the object; undefined if it does not say. */
async function isThere(call: EphemeralCall, { state }: EphemeralObject): Promise<boolean | undefined> {
  try {
    return (await adapterOf(call).read(call.context, state)) !== undefined;
  } catch (error) {
    if (error instanceof AccessError) return undefined;
    throw error;
  }
}

/** When an object ends by itself that nobody ends: a sentence. @param ends in milliseconds; null is never */
export function describeEnd(ends: number | null): string {
  return ends === null ? "It never ends by itself." : `It ends by itself at ${new Date(ends).toISOString()}.`;
}

/** When it ends by itself after its close, in milliseconds; null is never. A renewal that failed may have moved its end. */
function findEnd({ endsAt, leasedUntil, renewalFailure }: EphemeralObject): number | null {
  return renewalFailure === undefined ? leasedUntil : endsAt;
}

function createNotEndedError(call: EphemeralCall, object: EphemeralObject, failure: unknown): AccessError {
  const { type } = call.definition;
  const id = String(object.state["id"]);
  const reason = isNativeError(failure) ? failure.message : "The vendor still has it after it was told to end it.";
  const end = describeEnd(findEnd(object));
  const message = `The ephemeral ${type} ${id} was not ended, and may still work. ${reason} ${end}`;
  const code = failure instanceof AccessError ? failure.code : "vendor_failed";
  return new AccessError(code, message, { advice: adviseEnding(call, id), cause: failure });
}

function warnOfAccepted(call: EphemeralCall, { state }: EphemeralObject): void {
  const { definition, connection, context } = call;
  const { title } = connection.vendor.facts;
  const seconds = waitsMilliseconds.reduce((sum, wait) => sum + wait, 0) / 1000;
  const detail = `${title} no longer has ${definition.type} ${String(state["id"])}, but still accepted its secret ${seconds} seconds after it was revoked. A gateway in front of ${title} may remember it for some minutes.`;
  context.warn(`An ephemeral ${definition.type} was revoked, and is still accepted`, detail);
}

/** Ends the object, and looks whether it has ended: by using its secret, and by reading. @throws AccessError */
export async function endObject(call: EphemeralCall, object: EphemeralObject): Promise<void> {
  let failure: unknown;
  try {
    await adapterOf(call).remove(call.context, object.state);
  } catch (error) {
    failure = error;
  }
  const use = failure === undefined ? await awaitRefusal(call, object) : await tryUse(call, object);
  if (use === "refused") return;
  const isLeft = await isThere(call, object);
  if (isLeft === true || (failure !== undefined && isLeft === undefined)) {
    throw createNotEndedError(call, object, failure);
  }
  if (use === "accepted") warnOfAccepted(call, object);
}

/**
 * Says that the object ended before the run did: what failed then failed for that. Terraform itself never shows why a renewal
 * failed.
 */
function warnOfEarlyEnd({ definition, context }: EphemeralCall, object: EphemeralObject): void {
  const { endsAt, leasedUntil, state, renewalFailure } = object;
  const { expiry } = definition.lease;
  if (expiry === undefined || endsAt === null || leasedUntil === null || context.now().getTime() < leasedUntil) return;
  const { type } = definition;
  const advice =
    leasedUntil < endsAt
      ? `It could not be renewed. ${renewalFailure ?? "Terraform did not ask for it."}`
      : `Set \`${toSnakeCase(expiry.longest)}\` to more than a run takes.`;
  const detail = `${type} ${String(state["id"])} stopped working at ${new Date(leasedUntil).toISOString()}, while Terraform still ran. ${advice}`;
  context.warn(`An ephemeral ${type} ended before the run`, detail);
}

/** Ends the object at the end of a run, unless it is to stay until it ends by itself. @throws AccessError */
export async function closeObject(call: EphemeralCall, object: EphemeralObject): Promise<void> {
  warnOfEarlyEnd(call, object);
  if (object.closes) await endObject(call, object);
}
