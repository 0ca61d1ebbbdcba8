import type { NounFacts } from "#access/model/vendors/facts.ts";
import { type Code, writeValue } from "./code.ts";
import type { Scribe, SpelledPermission, WritableObject } from "./writing.ts";

export type Prop = readonly [name: string, value: Code];

/** The props that say what the attributes of the same names say. */
export function writeProps({ values }: WritableObject, names: readonly string[]): readonly Prop[] {
  return names.flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, writeValue(value)] as const];
  });
}

/** The prop `name`, unless the construct's id says it already. */
export function writeNameProp(object: WritableObject): readonly Prop[] {
  return object.values.get("name") === object.constructId ? [] : writeProps(object, ["name"]);
}

function listOwn({ type, values }: WritableObject, { nouns }: Scribe["facts"]): ReadonlyMap<string, unknown> {
  const names = Object.keys((nouns[type] satisfies NounFacts | undefined)?.ownAttributes ?? {});
  return new Map(names.flatMap((name) => (values.has(name) ? [[name, values.get(name)] as const] : [])));
}

/** The prop `own`, if the object has arguments that only its vendor knows. */
export function writeOwnProp(object: WritableObject, { facts, words }: Scribe): readonly Prop[] {
  const own = listOwn(object, facts);
  if (own.size === 0) return [];
  const said = words.own?.(object, own);
  if (said === null) return [];
  return [["own", said ?? writeValue({ vendor: facts.name, values: Object.fromEntries(own) })]];
}

/** A permission in the vendor's vocabulary, or else as plain data. */
export function writePermission(permission: SpelledPermission, scribe: Scribe): Code {
  const { facts, words } = scribe;
  return words.permission?.(permission, scribe) ?? writeValue({ vendor: facts.name, ...permission });
}

/** An existing role, by its name. */
export function writeRoleReference(name: string, { facts, words }: Scribe): Code {
  return words.role?.(name) ?? writeValue({ vendor: facts.name, name });
}

/** A text attribute, if it is one. */
export function readText({ values }: Pick<WritableObject, "values">, name: string): string | undefined {
  const value = values.get(name);
  return typeof value === "string" ? value : undefined;
}

export function readTexts({ values }: Pick<WritableObject, "values">, name: string): readonly string[] | undefined {
  const value = values.get(name);
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : undefined;
}

/** The prop for a list of ids, as constructs. */
export function writeReferences(ids: readonly string[], type: string, scribe: Scribe): Code {
  return { kind: "list", elements: ids.map((id) => scribe.refer(type, id)) };
}
