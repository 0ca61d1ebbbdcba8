import type { ResourceDefinition } from "../../schema/definition.ts";
import type { NounFacts } from "./facts.ts";

/** Whether an object is the vendor's own, so that nobody manages it with code: a managed role, the group of administrators. */
export function isBuiltIn(
  { builtIn: flag }: Pick<ResourceDefinition, "builtIn">,
  { builtIn: values = {} }: Pick<NounFacts, "builtIn">,
  state: { readonly [attribute: string]: unknown },
): boolean {
  if (flag !== undefined && state[flag] === true) return true;
  return Object.entries(values).some(([attribute, own]) => own.some((value) => value === state[attribute]));
}
