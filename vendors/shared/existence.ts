import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "./calls/permitted.ts";

/** Ids that a configuration refers to. */
export interface Reference {
  /** Such as `role`. */
  readonly noun: string;
  /** The attribute that holds the ids, in camelCase. */
  readonly attribute: string;
  /** What else may be the case, to end the sentence: `, or the token cannot read it`. @default nothing */
  readonly orElse?: string;
  /** The errors by which this vendor hides what the token may not read. @default forbidden */
  readonly unknownCodes?: readonly ErrorCode[];
}

const advice = "Take the id from a resource or a data source of this configuration.";

export function missingError(
  { facts }: Context<unknown>,
  { noun, attribute, orElse = "" }: Reference,
  id: string,
): AccessError {
  const message = `${facts.title} has no ${noun} ${id}${orElse}.`;
  return new AccessError("not_found", message, { path: [attribute], advice });
}

/**
 * An error for each id that does not exist. Nothing that the token may not read is called missing.
 * @param exists asked for each id, all at once
 */
export async function findMissing(
  context: Context<unknown>,
  { ids, ...reference }: Reference & { readonly ids: readonly string[] },
  exists: (id: string) => Promise<boolean>,
): Promise<readonly AccessError[]> {
  const found = await Promise.all(ids.map((id) => readIfPermitted(exists(id), reference.unknownCodes)));
  return ids.filter((_, index) => found[index]?.value === false).map((id) => missingError(context, reference, id));
}

/** The ids that a plan adds to those that state has, as far as they are known. */
export function addedIds(planned: readonly unknown[] | null, before: readonly string[] | null): readonly string[] {
  const known = (planned ?? []).filter((id): id is string => typeof id === "string");
  return known.filter((id) => before?.includes(id) !== true);
}
