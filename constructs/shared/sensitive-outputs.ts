import type { IConstruct } from "constructs";
import { DefaultTokenResolver, StringConcat, TerraformOutput, Tokenization } from "./cdktf.ts";
import { refersToSecret } from "./secret-references.ts";

const resolver = new DefaultTokenResolver(new StringConcat());

/** Marks an output that shows a secret as sensitive: the generated bindings do not, and Terraform then refuses the output. */
export function markSensitive(construct: IConstruct): void {
  if (!TerraformOutput.isTerraformOutput(construct) || construct.sensitive === true) return;
  const block: unknown = Tokenization.resolve(construct.toTerraform(), { scope: construct, resolver });
  if (refersToSecret(JSON.stringify(block))) construct.sensitive = true;
}
