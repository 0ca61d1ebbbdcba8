import type { Attributes } from "../../schema/attribute.ts";
import type { ResourceDefinition } from "../../schema/definition.ts";
import { quoteLine } from "../../schema/shown-text.ts";

type State = { readonly [name: string]: unknown };

interface Named {
  readonly kind: "resource" | "dataSource";
  readonly attributes: Attributes;
}

/** The attribute that people call an object by: a name, or else the one text that an object must have. */
export function findNameAttribute({ kind, attributes }: Named): string | undefined {
  const texts = Object.entries(attributes).filter(
    ([, { facts }]) => facts.type.kind === "text" && facts.refersTo === undefined,
  );
  const required = texts.filter(([, { facts }]) => facts.presence === "required").map(([name]) => name);
  const others = kind === "resource" ? required : [];
  const all = [...required.filter((name) => name === "name"), ...others, ...texts.map(([name]) => name)];
  return all.find((name) => name === "name" || others.includes(name));
}

const longestName = 200;

/** `service_account` → `service account`. */
export function spellNoun(type: string): string {
  return type.replaceAll("_", " ");
}

/** What an object refers to, such as `role R, member M`. */
function describeReferences({ attributes }: Pick<ResourceDefinition, "attributes">, state: State): string {
  const texts = Object.entries(attributes).flatMap(([name, { facts }]) => {
    const id = state[name];
    const isText = facts.refersTo !== undefined && typeof id === "string" && id !== "";
    return isText ? [`${spellNoun(facts.refersTo)} ${quoteLine(id, longestName)}`] : [];
  });
  return texts.join(", ");
}

/** What people call an object, or else what it is between: one line, and safe to print. Names come from outside. */
export function nameObject(definition: ResourceDefinition, state: State): string {
  const attribute = findNameAttribute(definition);
  const name = attribute === undefined ? null : state[attribute];
  const line = typeof name === "string" ? quoteLine(name, longestName) : "";
  if (line !== "") return line;
  const references = describeReferences(definition, state);
  const id = typeof state["id"] === "string" ? quoteLine(state["id"], longestName) : "without an id";
  return `${spellNoun(definition.type)} ${references === "" ? id : `(${references})`}`;
}

/** Like `nameObject`, in a sentence, with its id: `key "debug" (ID)`. */
export function describeStoredObject(definition: ResourceDefinition, state: State): string {
  const id = typeof state["id"] === "string" ? ` (${quoteLine(state["id"], longestName)})` : "";
  const attribute = findNameAttribute(definition);
  const name = attribute === undefined ? null : state[attribute];
  const noun = spellNoun(definition.type);
  return typeof name === "string" && name !== "" ? `${noun} "${quoteLine(name, longestName)}"${id}` : `${noun}${id}`;
}
