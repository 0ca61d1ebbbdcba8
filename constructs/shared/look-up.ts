import type { ById, ByName } from "../reference.ts";
import { allowId } from "./foreign-references.ts";
import type { AccessObject, AccessObjectProps, Identity } from "./access-object.ts";

/** Props of an existing object with a known id, which needs no look-up. */
export function lookUpById(given: string | ById): AccessObjectProps {
  const { id, provider } = typeof given === "string" ? { id: given, provider: undefined } : given;
  if (provider !== undefined) allowId(provider, id);
  return { name: undefined, provider, find: () => ({ id }) };
}

/** Props of an existing object that is found by its name, with the data source that `find` creates below it. */
export function lookUpByName(
  given: string | ByName,
  find: (at: AccessObject, name: string) => Identity,
): AccessObjectProps & { readonly name: string } {
  const { name, provider } = typeof given === "string" ? { name: given, provider: undefined } : given;
  return { name, provider, find: (at) => find(at, name) };
}
