import type { ById, ByName } from "../reference.ts";
import { allowId } from "./foreign-references.ts";
import type { AccessObject, AccessObjectProps, Identity } from "./access-object.ts";

/** Props of an object that exists already and is known by its id: nothing is looked up. */
export function byId(given: string | ById): AccessObjectProps {
  const { id, provider } = typeof given === "string" ? { id: given, provider: undefined } : given;
  if (provider !== undefined) allowId(provider, id);
  return { name: undefined, provider, find: () => ({ id }) };
}

/** Props of an object that exists already and is found by its name, by the data source that `find` makes below it. */
export function byName(
  given: string | ByName,
  find: (at: AccessObject, name: string) => Identity,
): AccessObjectProps & { readonly name: string } {
  const { name, provider } = typeof given === "string" ? { name: given, provider: undefined } : given;
  return { name, provider, find: (at) => find(at, name) };
}
