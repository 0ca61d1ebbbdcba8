import { AccessError } from "#access/model/errors.ts";
import { actionArguments, type NounAction } from "#access/model/nouns/actions.ts";
import { describeStoredObject, spellNoun } from "#access/model/nouns/object-name.ts";
import { providerName } from "#access/model/provider/address.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { findAsker } from "#vendors/shared/live/find-asker.ts";
import type { AnyRecord } from "../../plugin/engine/plan.ts";
import type { Call } from "../../plugin/engine/provider.ts";
import type { Connection } from "../connection.ts";
import { contextOf } from "../context.ts";

/** What the configuration manages changes by the configuration: its state would not know of anything else. */
export function findManagedError(
  { noun }: NounAction,
  state: AnyRecord,
  { managed }: Connection,
): AccessError | undefined {
  if (!managed.isKept(noun, state)) return undefined;
  const { rotation, type } = noun;
  const rotate = rotation === undefined ? "" : `, or change \`${toSnakeCase(rotation.trigger)}\` there to rotate it`;
  const message = `This configuration manages ${describeStoredObject(noun, state)} with ${providerName}_${type}, which would make another one in the next apply. Nothing was done.`;
  return new AccessError("managed_twice", message, { advice: `Take it out of the configuration and apply${rotate}.` });
}

/** @throws AccessError for one of the account that asks, unless the user says that it is meant */
export async function refuseOwn(
  { noun }: NounAction,
  state: AnyRecord,
  call: Call<Connection> & { readonly config: AnyRecord },
) {
  if (call.config[actionArguments.own] === true) return;
  const asker = await findAsker(call.client.vendor, contextOf(call));
  if (asker.kind !== "known") return;
  const isOwn = Object.entries(noun.attributes).some(
    ([name, { facts }]) => facts.refersTo !== undefined && state[name] === asker.id,
  );
  if (!isOwn) return;
  const message = `The account that asks has ${describeStoredObject(noun, state)}, and this token may be this ${spellNoun(noun.type)}: nothing more could be done with it. Nothing was done.`;
  const advice = `Use another token, or set \`${actionArguments.own}\` to true.`;
  throw new AccessError("invalid_value", message, { path: [actionArguments.own], advice });
}

export function refuseRotation({ noun }: NounAction, title: string, obstacle: string): AccessError {
  const message = `${title}: an action cannot make a new secret for a ${spellNoun(noun.type)}.`;
  return new AccessError("unsupported", message, { advice: obstacle });
}
