import type { EphemeralNoun } from "#access/model/nouns/ephemeral-noun.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import type { Surroundings } from "#connection/surroundings.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import type { Connection } from "../connection.ts";

/** One call about an object. */
export interface EphemeralCall {
  readonly definition: EphemeralNoun;
  readonly connection: Connection;
  readonly context: Context<unknown>;
  readonly surroundings: Pick<Surroundings, "sleep">;
}

/** The vendor's adapter of the noun. */
export function adapterOf({ definition, connection }: EphemeralCall): Adapter<ResourceDefinition, unknown> {
  const adapter = connection.vendor.resources[definition.type];
  if (adapter !== undefined) return adapter;
  throw new AccessError("unsupported", `${connection.vendor.facts.title} does not support ${definition.type}.`);
}

/** A call whose requests begin although the run was stopped: what exists has to be ended. */
export function continueWhenStopped(call: EphemeralCall): EphemeralCall {
  return { ...call, context: { ...call.context, signal: new AbortController().signal } };
}

/** How a user ends an object by hand: a sentence. */
export function adviseEnding({ definition, connection }: EphemeralCall, id: unknown): string {
  const { facts } = connection.vendor;
  const { command } = definition.lease;
  if (command === undefined) return `End ${definition.type} ${String(id)} at ${facts.title}.`;
  return `End it by hand: ${command.replace("ID", String(id))} --vendor ${facts.name} --endpoint ${connection.endpoint}`;
}
