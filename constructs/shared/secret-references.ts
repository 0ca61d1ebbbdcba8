import { providerName } from "#access/model/provider/address.ts";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { toSnakeCase } from "#access/schema/names.ts";

/** Patterns for a reference to a noun's secret: the attribute, the whole resource, or CDKTF's output to another stack. */
function listSecretReferences({ type, attributes }: ResourceDefinition): readonly string[] {
  const secrets = Object.keys(attributes).filter((name) => attributes[name]?.facts.isSecret === true);
  if (secrets.length === 0) return [];
  const block = `${providerName}_${type}`;
  const names = secrets.map(toSnakeCase).join("|");
  const instance = String.raw`\b${block}\.([\w-]+)(?:\[[^\]]*\]|\.\*)*`;
  return [
    String.raw`${instance}(?:\.(?:${names})\b|(?![\w.[*-]))`,
    `cross-stack-output-${block}[\\w-]*(?:${names})\\b`,
  ];
}

const secretReferences = new RegExp(resourceDefinitions.flatMap(listSecretReferences).join("|"), "g");

/** Whether a text refers to a secret of any object, or is an output of one to another stack. */
export function refersToSecret(text: string): boolean {
  return text.search(secretReferences) !== -1;
}

/** The names of the blocks whose secrets a text refers to. */
export function matchSecrets(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, ...names] of text.matchAll(secretReferences)) for (const name of names) if (name) found.add(name);
  return found;
}
