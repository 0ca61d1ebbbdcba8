import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "./calls/permitted.ts";

/** An attribute that holds the ids of other things. */
export interface Reference {
  /** Such as `role`. */
  readonly noun: string;
  /** The attribute that holds the ids, in camelCase. */
  readonly attribute: string;
  /** Another possible reason, which ends the sentence: `, or the token cannot read it`. @default none */
  readonly orElse?: string;
  /** The errors with which this vendor hides what the token may not read. @default forbidden */
  readonly unknownCodes?: readonly ErrorCode[];
}

const advice = "Take the id from a resource or a data source of this configuration.";

export function createMissingError(
  { facts }: Context<unknown>,
  { noun, attribute, orElse = "" }: Reference,
  id: string,
): AccessError {
  const message = `${facts.title} has no ${noun} ${id}${orElse}.`;
  return new AccessError("not_found", message, { path: [attribute], advice });
}

/**
 * Returns an error for each id that does not exist. Skips ids that the token may not read.
 * @param exists called for all ids at the same time
 */
export async function findMissing(
  context: Context<unknown>,
  { ids, ...reference }: Reference & { readonly ids: readonly string[] },
  exists: (id: string) => Promise<boolean>,
): Promise<readonly AccessError[]> {
  const found = await Promise.all(ids.map((id) => readIfPermitted(exists(id), reference.unknownCodes)));
  return ids
    .filter((_, index) => found[index]?.value === false)
    .map((id) => createMissingError(context, reference, id));
}

/** The known ids that a plan adds to those in state. */
export function listAddedIds(planned: readonly unknown[] | null, before: readonly string[] | null): readonly string[] {
  const known = (planned ?? []).filter((id): id is string => typeof id === "string");
  return known.filter((id) => before?.includes(id) !== true);
}
