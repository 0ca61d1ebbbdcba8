import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { Attributes } from "#access/schema/attribute.ts";
import type { StoredForm } from "#access/schema/stored-state.ts";
import { nounDefinitions } from "#vendors/definitions.ts";

/** How the state of a noun is stored. */
export interface NounForm extends StoredForm {
  readonly attributes: Attributes;
}

/** Undefined if there is no such noun in this version. */
export function findNounForm({ type, kind }: Pick<Instance, "type" | "kind">): NounForm | undefined {
  if (kind === "resource") return nounDefinitions.find((one) => one.type === type);
  const found = dataSourceDefinitions.find((one) => one.type === type);
  return found === undefined ? undefined : { version: 0, attributes: found.attributes };
}
