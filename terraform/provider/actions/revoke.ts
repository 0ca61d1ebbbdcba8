import { isNativeError } from "node:util/types";
import { AccessError } from "#access/model/errors.ts";
import type { NounAction } from "#access/model/nouns/actions.ts";
import { describeStoredObject } from "#access/model/nouns/object-name.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import type { Settings } from "#connection/surroundings.ts";
import type { ActionCall } from "../../plugin/engine/action.ts";
import type { AnyRecord } from "../../plugin/engine/plan.ts";
import type { Connection } from "../connection.ts";
import { findObject, readGiven } from "./find-object.ts";
import { readObject, removeObject, type Resource } from "./object.ts";
import { findManagedError, refuseOwn } from "./refusals.ts";

type Invocation = ActionCall<Connection, Settings>;

function explainUnread(title: string, error: unknown): AccessError {
  const fault = quoteLine(isNativeError(error) ? error.message : String(error));
  const message = `${title}: the vendor took the request, and whether it is gone could not be looked at. ${fault}`;
  return new AccessError("outcome_unknown", message, {
    advice: "Look at it with `latchkey keys`, or run again.",
    cause: error,
  });
}

/** Removes it, and looks whether it is gone: an answer that was lost, or a success that is none, is found out. @throws AccessError */
export async function revokeObject(resource: Resource, state: AnyRecord, call: Invocation): Promise<void> {
  const title = describeStoredObject(resource.definition, state);
  const { vendor } = call.client;
  call.progress(`Revoking ${title}.`);
  let failure: unknown;
  await removeObject(resource, state, call).catch((error: unknown) => (failure = error));
  // Without a further request, nothing more can be found out.
  if (failure !== undefined && call.signal.aborted) throw failure;
  const left = await readObject(resource, state, call).catch((error: unknown) => {
    throw failure ?? explainUnread(title, error);
  });
  if (left === undefined) return call.progress(`Revoked ${title}: ${vendor.facts.title} no longer has it.`);
  if (failure !== undefined) throw failure;
  const message = `${vendor.facts.title} took the request to revoke ${title}, and still has it: it may still work.`;
  throw new AccessError("vendor_failed", message, { advice: "Look at it there, and run again." });
}

/** Revokes the one that the arguments name. */
export async function revoke(action: NounAction, resource: Resource, call: Invocation): Promise<void> {
  const given = readGiven(action, call.config);
  const state = await findObject({ action, resource, given }, call);
  const managed = findManagedError(action, state, call.client);
  if (managed !== undefined) throw managed;
  await refuseOwn(action, state, call);
  await revokeObject(resource, state, call);
}
