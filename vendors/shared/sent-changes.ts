import type { Change } from "#access/model/vendors/adapter.ts";
import type { Type } from "#access/schema/attribute.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { means } from "#access/schema/equality.ts";

function isSame(type: Type, prior: unknown, planned: unknown): boolean {
  if (type.kind === "text") return means(type, prior ?? "", planned ?? "");
  return means(type, prior, planned);
}

/**
 * The attributes that differ and that the vendor is told of: arguments that it keeps. What state alone has (`reason`,
 * `force_detach`) is never among them, and nothing and `""` are the same text.
 */
export function sentChanges<D extends ResourceDefinition>(
  { attributes }: D,
  { prior, planned }: Pick<Change<D>, "prior"> & { readonly planned: { readonly [name: string]: unknown } },
): readonly string[] {
  const before: { readonly [name: string]: unknown } = prior ?? {};
  const sent = Object.entries(attributes).filter(([, { facts }]) => facts.presence !== "computed" && facts.isReadBack);
  const changed = sent.filter(([name, { facts }]) => !isSame(facts.type, before[name], planned[name]));
  return changed.map(([name]) => name);
}
