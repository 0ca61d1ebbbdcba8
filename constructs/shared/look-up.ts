import type { ById, ByName } from "../reference.ts";
import { allowId } from "./foreign-references.ts";
import type { AccessObject, AccessObjectProps, Identity } from "./access-object.ts";

/** A text, or an object with one: from JavaScript, anything. */
function readText(given: unknown, member: "id" | "name"): string | undefined {
  const text: unknown = typeof given === "object" && given !== null ? Reflect.get(given, member) : given;
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
}

function explain(given: unknown, member: "id" | "name"): AccessObjectProps["fault"] {
  if (readText(given, member) !== undefined) return undefined;
  const shown = typeof given === "string" ? "empty" : given === null || given === undefined ? String(given) : "no text";
  return {
    message: `the ${member} to look up is ${shown}.`,
    advice: `Pass the vendor's ${member} of it, or { ${member}, provider }.`,
  };
}

/** Props of an existing object with a known id, which needs no look-up. */
export function lookUpById(given: string | ById): AccessObjectProps {
  const id = readText(given, "id") ?? "";
  const provider = typeof given === "object" ? given?.provider : undefined;
  if (provider !== undefined) allowId(provider, id);
  return { name: undefined, provider, find: () => ({ id }), fault: explain(given, "id") };
}

/** Props of an existing object that is found by its name, with the data source that `find` creates below it. */
export function lookUpByName(
  given: string | ByName,
  find: (at: AccessObject, name: string) => Identity,
): AccessObjectProps & { readonly name: string } {
  const name = readText(given, "name") ?? "";
  const provider = typeof given === "object" ? given?.provider : undefined;
  return { name, provider, find: (at) => find(at, name), fault: explain(given, "name") };
}
