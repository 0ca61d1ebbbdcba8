import { AccessError, errorTable, PartlyCreated } from "#access/model/errors.ts";
import { formatInstant } from "#access/model/keys/rotation.ts";
import { ephemeralPrefix } from "#access/model/nouns/ephemeral-noun.ts";
import { nullForeignAttributes } from "#access/model/nouns/own-attributes.ts";
import { canBeExtended, findExpiry } from "#access/model/vendors/ephemeral-rules.ts";
import { toSeconds } from "#access/schema/formats.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { DiagnosticError } from "../../plugin/engine/diagnostic.ts";
import { planChange } from "../../plugin/engine/plan.ts";
import { toDiagnostic } from "../explain.ts";
import { describeEnd, endObject } from "./close.ts";
import { leaseMilliseconds } from "./renew.ts";
import { adapterOf, adviseEnding, adviseFinding, continueWhenStopped, type EphemeralCall } from "./call.ts";
import type { AnyRecord, EphemeralObject } from "./object.ts";

/** When an object ends, in milliseconds; null is never. */
type Ends = Pick<EphemeralObject, "endsAt" | "leasedUntil" | "closes">;

function computeEnds({ definition, context }: EphemeralCall, config: AnyRecord): Ends {
  const closes = config[definition.lease.closes] !== false;
  const expiry = findExpiry(definition, context.facts);
  if (expiry === undefined) return { endsAt: null, leasedUntil: null, closes };
  const now = context.now().getTime();
  // Vendors keep whole seconds.
  const endsAt = Math.floor(now / 1000) * 1000 + toSeconds(String(config[expiry.longest])) * 1000;
  const isLeased = closes && canBeExtended(definition, expiry, context.facts);
  return { endsAt, leasedUntil: isLeased ? Math.min(endsAt, now + leaseMilliseconds) : endsAt, closes };
}

function toInstant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : formatInstant(milliseconds);
}

/** The noun's configuration that makes the object. What the ephemeral form does not have is left out. */
function configureNoun({ definition }: EphemeralCall, config: AnyRecord, { leasedUntil }: Ends): AnyRecord {
  const { noun, attributes, lease } = definition;
  const entries = Object.entries(noun.attributes).map(([name, { facts }]) => {
    if (facts.presence === "computed") return [name, null] as const;
    if (name === lease.expiry?.ends) return [name, toInstant(leasedUntil)] as const;
    return [name, name in attributes ? (config[name] ?? null) : null] as const;
  });
  return Object.fromEntries(entries);
}

function fillKnown(plan: AnyRecord): AnyRecord {
  return Object.fromEntries(Object.entries(plan).map(([name, value]) => [name, isUnknown(value) ? null : value]));
}

/** What a created object is, where the vendor says it, and otherwise what was asked for. */
function completeState(plan: AnyRecord, returned: object): AnyRecord {
  return { ...fillKnown(plan), ...returned };
}

/** Plans the object as the noun's own resource is planned, with all that is checked there. @throws DiagnosticError */
async function planObject(call: EphemeralCall, config: AnyRecord) {
  const { definition, connection, context } = call;
  const { noun } = definition;
  const adapter = connection.guard.wrap(noun, adapterOf(call));
  const { planned } = planChange(noun.attributes, config, null);
  const outcome = (await adapter.plan?.(context, { config, prior: null, planned })) ?? {};
  const { values = {}, errors = [] } = outcome;
  if (errors.length > 0) throw new DiagnosticError(...errors.map(toDiagnostic));
  const sealed = noun.seals === undefined ? {} : { [noun.seals.into]: null };
  const foreign = nullForeignAttributes(noun, connection.vendor.facts.title);
  return { adapter, plan: { ...planned, ...foreign, ...sealed, ...values } };
}

/** Ends what a failed creation left behind, and says why it failed. */
async function endPartly(call: EphemeralCall, object: EphemeralObject, cause: unknown): Promise<never> {
  try {
    await endObject(continueWhenStopped(call), object);
  } catch (error) {
    if (!(error instanceof AccessError) || !(cause instanceof AccessError)) throw error;
    throw new DiagnosticError(toDiagnostic(cause), toDiagnostic(error));
  }
  throw cause;
}

/** No plan finds what a lost answer may have made: the user has to look. Any other error stays as it is. */
function explainUnknown(call: EphemeralCall, made: { name: unknown; ends: Ends }, error: unknown): unknown {
  if (!(error instanceof AccessError) || error.code !== "outcome_unknown") return error;
  if (error.advice !== errorTable.outcome_unknown.advice) return error;
  const message = `${error.message} If it exists, nobody has its secret. ${describeEnd(made.ends.leasedUntil)}`;
  return new AccessError(error.code, message, {
    advice: adviseFinding(call, made.name),
    path: error.path,
    cause: error,
  });
}

function warnOfEndless(call: EphemeralCall, { state }: EphemeralObject): void {
  const { definition, connection, context } = call;
  const { title } = connection.vendor.facts;
  const detail = `${title} gives a ${definition.type} no expiry. This one (${String(state["id"])}) ends when Terraform closes it. If the run is killed before, nothing ends it. ${adviseEnding(call, state["id"])}`;
  context.warn(`The ephemeral ${definition.type} would outlive a run that is killed`, detail);
}

/** @param config without unknown values @param tag random: it makes the name of this object */
export async function openObject(call: EphemeralCall, config: AnyRecord, tag: string): Promise<EphemeralObject> {
  const { names } = call.definition.lease;
  const named = { ...config, [names]: config[names] ?? null };
  const isNameable = call.context.facts.nouns[call.definition.type]?.attributes[names]?.unsupported === undefined;
  if (named[names] === null && isNameable) named[names] = `${ephemeralPrefix}${tag}`;
  const ends = computeEnds(call, config);
  const { adapter, plan } = await planObject(call, configureNoun(call, named, ends));
  try {
    const object = { ...ends, state: completeState(plan, await adapter.create(call.context, plan)) };
    if (object.endsAt === null) warnOfEndless(call, object);
    return object;
  } catch (error) {
    if (!(error instanceof PartlyCreated)) throw explainUnknown(call, { name: named[names], ends }, error);
    return endPartly(call, { ...ends, closes: true, state: completeState(plan, error.state) }, error.cause);
  }
}

/** What Terraform is given: in the ephemeral form's own terms. */
export function describeObject(call: EphemeralCall, config: AnyRecord, { state, endsAt }: EphemeralObject): AnyRecord {
  const { attributes, noun, lease } = call.definition;
  const entries = Object.keys(attributes).map((name) => {
    if (name === lease.expiry?.ends) return [name, toInstant(endsAt)] as const;
    return [name, name in noun.attributes ? (state[name] ?? null) : (config[name] ?? null)] as const;
  });
  return Object.fromEntries(entries);
}
