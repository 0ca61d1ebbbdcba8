import type { IConstruct } from "constructs";
import { providerName } from "#access/model/provider/settings.ts";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { DefaultTokenResolver, StringConcat, TerraformOutput, Tokenization } from "./cdktf.ts";

/** Patterns for a reference to a noun's secret: the attribute, the whole resource, or CDKTF's output to another stack. */
function listSecretReferences({ type, attributes }: ResourceDefinition): readonly string[] {
  const secrets = Object.keys(attributes).filter((name) => attributes[name]?.facts.isSecret === true);
  if (secrets.length === 0) return [];
  const block = `${providerName}_${type}`;
  const names = secrets.map(toSnakeCase).join("|");
  const instance = String.raw`\b${block}\.[\w-]+(?:\[[^\]]*\]|\.\*)*`;
  return [
    String.raw`${instance}(?:\.(?:${names})\b|(?![\w.[*-]))`,
    `cross-stack-output-${block}[\\w-]*(?:${names})\\b`,
  ];
}

const secretReference = new RegExp(resourceDefinitions.flatMap(listSecretReferences).join("|"));

const resolver = new DefaultTokenResolver(new StringConcat());

/** Marks an output that shows a secret as sensitive: the generated bindings do not, and Terraform then refuses the output. */
export function markSensitive(construct: IConstruct): void {
  if (!TerraformOutput.isTerraformOutput(construct) || construct.sensitive === true) return;
  const block: unknown = Tokenization.resolve(construct.toTerraform(), { scope: construct, resolver });
  if (secretReference.test(JSON.stringify(block))) construct.sensitive = true;
}
