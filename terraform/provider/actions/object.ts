import { reconcile } from "../../plugin/engine/handler-result.ts";
import type { AnyRecord } from "../../plugin/engine/plan.ts";
import { PrivateState } from "../../plugin/engine/private-state.ts";
import type { Call, ServedResource } from "../../plugin/engine/provider.ts";
import type { Settings } from "#connection/surroundings.ts";
import type { Connection } from "../connection.ts";

/** A resource as actions use it: as Terraform would, without a state. */
export type Resource = ServedResource<Connection, Settings>;

/** An object as a read after an import returns it. Undefined if it does not exist. */
export async function readObject(
  { definition, handlers }: Resource,
  known: AnyRecord,
  call: Call<Connection>,
): Promise<AnyRecord | undefined> {
  const { attributes } = definition;
  const nulls = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  const prior = { ...nulls, ...known };
  const found = await handlers.read({ prior, ...call, private: new PrivateState() });
  return found === undefined ? undefined : reconcile(attributes, prior, found);
}

/** Succeeds if it does not exist any more. */
export function removeObject({ handlers }: Resource, state: AnyRecord, call: Call<Connection>): Promise<void> {
  return handlers.remove({ prior: state, ...call, private: new PrivateState() });
}
