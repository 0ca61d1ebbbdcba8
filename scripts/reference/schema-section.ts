import type { Attribute, Attributes, Type } from "#access/schema/attribute.ts";
import type { DurationLimit } from "#access/schema/definition.ts";
import { describeAttribute } from "#access/schema/describe.ts";
import { toSnakeCase } from "#access/schema/names.ts";

type AnyAttribute = Attribute<unknown, string, string>;

const scalars = { text: "String", bool: "Boolean", number: "Number", integer: "Number", dynamic: "Dynamic" } as const;
const collections = { list: "List", set: "Set", map: "Map" } as const;

/** A type in the words of Terraform's registry: `Set of String`, `Attributes Set`. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "list":
    case "set":
    case "map": {
      const collection = collections[type.kind];
      return type.element.kind === "object" ? `Attributes ${collection}` : `${collection} of ${typeName(type.element)}`;
    }
    case "object":
      return "Attributes";
    default:
      return scalars[type.kind];
  }
}

function fieldsOf(type: Type): Attributes | undefined {
  if (type.kind === "object") return type.attributes;
  if (type.kind === "list" || type.kind === "set" || type.kind === "map") return fieldsOf(type.element);
  return undefined;
}

function notes({ facts }: AnyAttribute): string {
  const said = [typeName(facts.type)];
  if (facts.isSecret) said.push("Sensitive");
  if (facts.isWriteOnly) said.push("Write-only");
  return said.join(", ");
}

function line(name: string, attribute: AnyAttribute, under: string): string {
  const { type } = attribute.facts;
  const sentences = [describeAttribute(attribute)];
  if (fieldsOf(type) !== undefined) sentences.push(`See [below](#nestedatt--${under}${toSnakeCase(name)}).`);
  return `- \`${toSnakeCase(name)}\` (${notes(attribute)}) ${sentences.join(" ")}`;
}

type Entries = readonly (readonly [string, AnyAttribute])[];

function group(title: string, entries: Entries, under: string): readonly string[] {
  if (entries.length === 0) return [];
  return [`### ${title}`, "", ...entries.map(([name, attribute]) => line(name, attribute, under)), ""];
}

/** Nobody has to set a field of what is only read, although each of its values has that field. */
function nested(entries: Entries, under: string, isReadOnly = false): readonly string[] {
  return entries.flatMap(([name, { facts }]) => {
    const fields = fieldsOf(facts.type);
    if (fields === undefined) return [];
    const isRead = isReadOnly || facts.presence === "computed";
    const anchor = `${under}${toSnakeCase(name)}`;
    const inner = Object.entries(fields);
    const lines = inner.map(([field, attribute]) => {
      const presence = !isRead && attribute.facts.presence === "required" ? "Required. " : "";
      return line(field, attribute, `${anchor}--`).replace(") ", `) ${presence}`);
    });
    const head = [`<a id="nestedatt--${anchor}"></a>`, "", `### Nested Schema for \`${anchor.replaceAll("--", ".")}\``];
    return [...head, "", ...lines, "", ...nested(inner, `${anchor}--`, isRead)];
  });
}

interface Choices {
  readonly durationLimits?: readonly DurationLimit<string>[];
  readonly exactlyOneOf?: readonly (readonly string[])[];
  readonly atMostOneOf?: readonly (readonly string[])[];
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${toSnakeCase(name)}\``).join(", ");
}

function choiceLines({ exactlyOneOf = [], atMostOneOf = [], durationLimits = [] }: Choices): readonly string[] {
  const lines = [
    ...exactlyOneOf.map((names) => `Exactly one of ${listNames(names)} must be set.`),
    ...atMostOneOf.map((names) => `At most one of ${listNames(names)} may be set.`),
    ...durationLimits.map(
      ({ attribute, atMost }) => `\`${toSnakeCase(attribute)}\` may not be longer than \`${toSnakeCase(atMost)}\`.`,
    ),
  ];
  return lines.flatMap((line) => [line, ""]);
}

/** The attributes of a record by who gives them their value. */
export function schemaSection(attributes: Attributes, choices: Choices = {}): string {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const among = (...presences: readonly string[]) =>
    entries.filter(([, { facts }]) => presences.includes(facts.presence));
  return [
    "## Schema",
    "",
    ...group("Required", among("required"), ""),
    ...group("Optional", among("optional", "optionalComputed", "defaulted"), ""),
    ...choiceLines(choices),
    ...group("Read-Only", among("computed"), ""),
    ...nested(entries, ""),
  ].join("\n");
}
