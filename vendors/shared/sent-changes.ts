import type { Change } from "#access/model/vendors/adapter.ts";
import type { Type } from "#access/schema/attribute.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";

function isSame(type: Type, prior: unknown, planned: unknown): boolean {
  if (type.kind === "text") return hasSameMeaning(type, prior ?? "", planned ?? "");
  return hasSameMeaning(type, prior, planned);
}

/**
 * The names of the changed attributes that are sent to the vendor. Attributes that only state holds (`reason`,
 * `force_detach`) are not sent. Null and `""` are the same text.
 */
export function listSentChanges<D extends ResourceDefinition>(
  { attributes }: D,
  { prior, planned }: Pick<Change<D>, "prior"> & { readonly planned: { readonly [name: string]: unknown } },
): readonly string[] {
  const before: { readonly [name: string]: unknown } = prior ?? {};
  const sent = Object.entries(attributes).filter(([, { facts }]) => facts.presence !== "computed" && facts.isReadBack);
  const changed = sent.filter(([name, { facts }]) => !isSame(facts.type, before[name], planned[name]));
  return changed.map(([name]) => name);
}
