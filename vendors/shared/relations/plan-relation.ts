import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { Connection } from "../connection.ts";
import type { Relation } from "./establish.ts";

/** How messages describe a relation of which a vendor keeps only one row. */
export interface RelationWords {
  /** What two resources would do, after "Two resources of this configuration": `give role 3 to account 5`. */
  readonly does: string;
  /** What the vendor keeps only one of: `assignment`. */
  readonly row: string;
  /** The attribute that the error is about, in camelCase. */
  readonly attribute: string;
  /** The attributes to search for, as users write them: `` `role_id` and `group_id` ``. */
  readonly search: string;
}

/** Two resources of this configuration are the same relation. @param id of the resource that has it, if it is known */
export function createTwinError(
  { facts }: Context<unknown>,
  { does, row, attribute, search }: RelationWords,
  id?: string,
): AccessError {
  const which = id === undefined ? "" : ` (${id})`;
  const message = `Two resources of this configuration ${does}. ${facts.title} keeps only one ${row}${which} for both, so destroying either one would remove it for both.`;
  const listed = id === undefined ? "" : `, or run: terraform state list -id=${id}`;
  const advice = `Keep one of them: search for ${search} with these values${listed}. To take a resource out of the state without destroying anything, run "terraform state rm ADDRESS", then remove it from the configuration.`;
  return new AccessError("managed_twice", message, { path: [attribute], advice });
}

export interface PlannedRelation {
  /** The relation in state. Null on create. @default unknown */
  readonly prior: (Relation & { readonly id: string }) | null;
  /** The planned relation; undefined while a side of it is unknown. */
  readonly planned: Relation | undefined;
  /** As in `Change`. */
  readonly replaces?: string | undefined;
  readonly words: RelationWords;
}

/**
 * Refuses a second resource for a relation: whether both are new, one of them or both are in state, and whichever Terraform
 * plans first. The successor of a resource that is replaced is no second one.
 */
export function planRelation(
  context: Context<Connection>,
  { prior, planned, replaces, words }: PlannedRelation,
): readonly AccessError[] {
  if (planned === undefined) return [];
  const owners = context.client.ownersOf(planned.kind);
  const { pair } = planned;
  if (prior?.pair === pair) {
    const isAlone = !owners.isPlanned(pair) && owners.manage(pair, prior.id);
    return isAlone ? [] : [createTwinError(context, words, prior.id)];
  }
  // The first plan of a replacement only says that there will be one.
  if (prior !== null) return [];
  const owner = owners.managedRow(pair);
  if (owner !== undefined) return owner === replaces ? [] : [createTwinError(context, words, owner)];
  return owners.plan(pair) ? [] : [createTwinError(context, words)];
}
