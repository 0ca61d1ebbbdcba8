import { AccessError } from "#access/model/errors.ts";
import { actionArguments, type NounAction } from "#access/model/nouns/actions.ts";
import { describeStoredObject } from "#access/model/nouns/object-name.ts";
import { draftAttributes } from "#access/model/vendors/written-attributes.ts";
import type { Rotation, Sealing } from "#access/schema/definition.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import type { Settings } from "#connection/surroundings.ts";
import type { ActionCall } from "../../plugin/engine/action.ts";
import { DiagnosticError, PartialResult } from "../../plugin/engine/diagnostic.ts";
import { type AnyRecord, planChange } from "../../plugin/engine/plan.ts";
import { PrivateState } from "../../plugin/engine/private-state.ts";
import type { Connection } from "../connection.ts";
import { EscalationGuard } from "../guard/escalation-guard.ts";
import { ManagedObjects } from "../managed-objects.ts";
import { measureSealed } from "../sealing.ts";
import { type Delivery, openDelivery } from "./delivery.ts";
import { findObject, readGiven } from "./find-object.ts";
import { readObject, type Resource } from "./object.ts";
import { findManagedError, refuseOwn } from "./refusals.ts";
import { revokeObject } from "./revoke.ts";

type Invocation = ActionCall<Connection, Settings>;

/** How the old secret works on until the new one is delivered, if the user does not say for how long. */
const untilDelivered = "1h";

interface Change {
  readonly prior: AnyRecord;
  readonly config: AnyRecord;
}

interface Parts {
  readonly rotation: Rotation<string>;
  readonly seals: Sealing<string>;
}

function requireParts({ noun }: NounAction): Parts {
  const { rotation, seals } = noun;
  if (rotation === undefined || seals === undefined) throw new Error(`${noun.type} has no rotation`);
  return { rotation, seals };
}

/** Code that says what there is, and a trigger that changed: as if Terraform had managed it. @throws AccessError */
function describeChange(action: NounAction, state: AnyRecord, { client, config }: Invocation): Change {
  const { noun } = action;
  const { rotation, seals } = requireParts(action);
  const { values, problems } = draftAttributes(noun, client.vendor.facts, state);
  if (problems.length > 0) {
    const message = `A new secret for ${describeStoredObject(noun, state)} cannot be made from what is known. ${problems.join(" ")} Nothing was done.`;
    throw new AccessError("unsupported", message);
  }
  const nulls = Object.fromEntries(Object.keys(noun.attributes).map((name) => [name, null]));
  return {
    prior: { ...state, [rotation.trigger]: { action: "before" }, [rotation.retiring]: [] },
    config: {
      ...nulls,
      ...Object.fromEntries(values),
      [rotation.trigger]: { action: "after" },
      [rotation.overlap]: config[rotation.overlap] ?? untilDelivered,
      [seals.recipients]: config[seals.recipients],
    },
  };
}

/** Plans it as Terraform would have it planned. Its warnings are about a configuration that nobody wrote. */
async function planRotation(
  action: NounAction,
  { definition, handlers }: Resource,
  { prior, config, ...call }: Change & Pick<Invocation, "client" | "settings" | "signal" | "log">,
): Promise<AnyRecord> {
  const { seals } = requireParts(action);
  const { planned } = planChange(definition.attributes, config, prior);
  const { vendor } = call.client;
  // The guard compares before the update writes anything, and warns there.
  const client = {
    ...call.client,
    guard: new EscalationGuard(vendor, { mode: "off", mayDelegate: [] }),
    managed: new ManagedObjects(),
  };
  const outcome = (await handlers.plan?.({ ...call, client, config, prior, planned, replaces: undefined })) ?? {};
  const errors = (outcome.diagnostics ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DiagnosticError(...errors);
  const plan: AnyRecord = { ...planned, ...outcome.values };
  if ((outcome.replace ?? []).length === 0 && isUnknown(plan[seals.into])) return plan;
  const message = `${vendor.facts.title} cannot make a new secret for ${describeStoredObject(definition, prior)} in place. Nothing was done.`;
  throw new AccessError("unsupported", message);
}

function explainPartial(cause: unknown, { path }: Delivery): unknown {
  if (!(cause instanceof AccessError)) return cause;
  const message = `The new secret is in ${quoteLine(path, 500)}, and a later step failed. What is said here of a state is true of this file: an action has none. ${cause.message}`;
  const advice = "Look at the vendor which of the two work, and revoke the one that is not used.";
  return new AccessError(cause.code, message, { advice, cause });
}

/** Makes the new secret, and delivers it: also if the rest fails, since nobody else has it. */
async function makeSecret(
  action: NounAction,
  { resource, delivery, change, plan }: { resource: Resource; delivery: Delivery; change: Change; plan: AnyRecord },
  call: Invocation,
): Promise<AnyRecord> {
  const { seals } = requireParts(action);
  const deliver = async (made: AnyRecord): Promise<void> => {
    const ciphertext = made[seals.into];
    if (typeof ciphertext !== "string") return delivery.cancel();
    await delivery.deliver(ciphertext);
    const of = describeStoredObject(action.noun, made);
    call.progress(`The secret of the new ${of} is in ${quoteLine(delivery.path, 500)}, encrypted.`);
  };
  const request = { ...call, prior: change.prior, plan, config: change.config, private: new PrivateState() };
  let made: AnyRecord;
  try {
    made = await resource.handlers.update(request);
  } catch (error) {
    if (!(error instanceof PartialResult)) {
      await delivery.cancel();
      throw error;
    }
    await deliver(error.state);
    throw explainPartial(error.cause, delivery);
  }
  await deliver(made);
  return made;
}

function listRetiring(made: AnyRecord, { retiring }: Rotation<string>) {
  const old = made[retiring];
  return Array.isArray(old) ? (old as readonly { readonly id: string; readonly until: string }[]) : [];
}

/** Ends the old secret, or says who does. */
async function endOld(
  action: NounAction,
  { resource, state, made }: { resource: Resource; state: AnyRecord; made: AnyRecord },
  call: Invocation,
) {
  const { rotation } = requireParts(action);
  const { endsAt } = action.noun;
  const { title } = call.client.vendor.facts;
  if ((call.config[rotation.overlap] ?? null) === null) return revokeObject(resource, state, call);
  for (const { id, until } of listRetiring(made, rotation)) {
    const old = await readObject(resource, { ...state, id }, call);
    const name = describeStoredObject(action.noun, { ...state, id });
    call.progress(`The old ${name} works until ${until}.`);
    if (old === undefined || (endsAt !== undefined && (old[endsAt] ?? null) !== null)) continue;
    const detail = `${title} does not end ${name} by itself, and no state knows of it. Revoke it after ${until}.`;
    call.warn({ summary: "The old secret has to be revoked", detail });
  }
}

/** Makes a new secret for the one that the arguments name, and delivers it before the old one ends. */
export async function rotate(action: NounAction, resource: Resource, call: Invocation): Promise<void> {
  const { noun } = action;
  const { client, config, settings, signal, log } = call;
  const state = await findObject({ action, resource, given: readGiven(action, config) }, call);
  const managed = findManagedError(action, state, client);
  if (managed !== undefined) throw managed;
  await refuseOwn(action, state, call);
  const change = describeChange(action, state, call);
  const plan = await planRotation(action, resource, { ...change, client, settings, signal, log });
  const { seals } = requireParts(action);
  const room = await measureSealed(seals, config[seals.recipients]);
  const delivery = await openDelivery(String(config[actionArguments.writeTo]), room);
  call.progress(`Making a new secret for ${describeStoredObject(noun, state)}.`);
  const made = await makeSecret(action, { resource, delivery, change, plan }, call);
  await endOld(action, { resource, state, made }, call);
}
