import type { Attributes, Type } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { dropIndexes, nounOf } from "../addresses.ts";
import { getPart, getText, isObject, listEntries, listParts } from "../json-parts.ts";
import { findNounForm } from "../noun-forms.ts";
import type { Remark } from "../remarks.ts";
import type { JsonObject } from "../source.ts";
import { listModulesOf, writeAddress } from "./modules.ts";
import { isQuiet } from "./quiet.ts";

/** A member of a nested value that its type does not have. */
interface Dropped {
  readonly name: string;
  readonly known: readonly string[];
}

const longestName = 60;

function listNames(attributes: Attributes): readonly string[] {
  return Object.keys(attributes).map(toSnakeCase);
}

function findAttribute(attributes: Attributes, name: string): Type | undefined {
  return Object.entries(attributes).find(([own]) => toSnakeCase(own) === name)?.[1].facts.type;
}

/** No deeper than the type, whatever the document does. */
function* listDroppedMembers(value: unknown, type: Type): Iterable<Dropped> {
  if (type.kind === "list" || type.kind === "set") {
    for (const element of Array.isArray(value) ? value : []) yield* listDroppedMembers(element, type.element);
  } else if (type.kind === "map") {
    for (const [, element] of listEntries(value)) yield* listDroppedMembers(element, type.element);
  } else if (type.kind === "object" && isObject(value)) {
    const known = listNames(type.attributes);
    for (const [name, member] of Object.entries(value)) {
      const own = findAttribute(type.attributes, name);
      if (own === undefined) yield { name, known };
      else yield* listDroppedMembers(member, own);
    }
  }
}

function writeSentence(address: string, argument: string, { name, known }: Dropped): string {
  const shown = name.length > longestName ? `${name.slice(0, longestName)}…` : name;
  const names = known.map((one) => `\`${one}\``).join(", ");
  return `${address}: \`${argument}\` has a member \`${shown}\`, which Terraform leaves out without a word. Its members are ${names}.`;
}

/** The addresses, without indexes, of what the plan changes. */
function listChanged(document: JsonObject): ReadonlySet<string> {
  const changed = listParts(document, "resource_changes").filter((one) => !isQuiet(getPart(one, "change")));
  return new Set(changed.flatMap((one) => dropIndexes(getText(one, "address") ?? "")));
}

/**
 * What the configuration says within an argument, and the schema does not have: Terraform drops it before it asks the provider. Seen in
 * values that are written out: of an expression with references, a plan tells the references alone.
 */
export function listDropped(document: JsonObject): readonly Remark[] {
  const changed = listChanged(document);
  const found: Remark[] = [];
  for (const { path, module } of listModulesOf(getPart(document, "configuration", "root_module"))) {
    for (const resource of listParts(module, "resources")) {
      const kind = getText(resource, "mode") === "data" ? "dataSource" : "resource";
      const form = findNounForm({ type: nounOf(getText(resource, "type")) ?? "", kind });
      const own = getText(resource, "address");
      if (form === undefined || own === null) continue;
      const address = writeAddress({ path }, own);
      for (const [argument, expression] of listEntries(resource, "expressions")) {
        const type = findAttribute(form.attributes, argument);
        if (type === undefined) continue;
        for (const one of listDroppedMembers(getPart(expression, "constant_value"), type)) {
          const sentence = writeSentence(address, argument, one);
          found.push({ kind: "dropped", address, sentence, isNew: changed.has(address) });
        }
      }
    }
  }
  return found;
}
