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
  const { command } = definition.lease;
  if (command === undefined) return `End ${definition.type} ${String(id)} at ${connection.vendor.facts.title}.`;
  return `End it by hand: ${complete(connection, command.replace("ID", String(id)))}`;
}

/** How a user finds and ends an object of which nobody knows whether it exists: sentences. */
export function adviseFinding(call: EphemeralCall, name: unknown): string {
  const { definition, connection } = call;
  const { listCommand } = definition.lease;
  const object = `${definition.type} "${String(name)}"`;
  if (listCommand === undefined) return `Look for ${object} at ${connection.vendor.facts.title}, and end it.`;
  return `Look for ${object}: ${complete(connection, listCommand)}\n${adviseEnding(call, "ID")}`;
}

function complete({ vendor, endpoint }: Connection, command: string): string {
  return `${command} --vendor ${vendor.facts.name} --endpoint ${endpoint}`;
}
