import type { IConstruct } from "constructs";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { Annotations, TerraformDataSource, TerraformResource, TerraformStack, Token } from "./cdktf.ts";

type Block = TerraformDataSource | TerraformResource;

/** Whether it is an AccessProvider, and not a block of `latchkey/l1`. */
function knowsVendor(provider: object | undefined): provider is { readonly facts: VendorFacts } {
  return provider !== undefined && "facts" in provider;
}

/** The attribute that identifies an object of a block's type at its vendor; undefined if none does. */
function findNaming({ provider, terraformResourceType }: Block): string | undefined {
  if (!knowsVendor(provider)) return undefined;
  const noun = terraformResourceType.replace(/^access_/, "");
  const [attribute, ...others] = provider.facts.nouns[noun]?.uniqueBy ?? [];
  return others.length === 0 ? attribute : undefined;
}

/** Equal for what is one object at the vendor. Undefined where no text says it. */
function keyOf(block: Block): string | undefined {
  const attribute = findNaming(block);
  const text: unknown = attribute === undefined ? undefined : Reflect.get(block, `${attribute}Input`);
  if (typeof text !== "string" || Token.isUnresolved(text)) return undefined;
  return JSON.stringify([block.provider?.node.path, block.terraformResourceType, text]);
}

/** What is imported is there before the first deploy. */
function isImported(maker: TerraformResource): boolean {
  const block: object = maker.toTerraform();
  return "import" in block && block.import !== undefined;
}

/**
 * Warns where a stack looks up what it makes: a data source is read before anything is made, so that the first plan does not
 * find it.
 */
export function warnOfOwnLookUps(stack: IConstruct): void {
  if (!TerraformStack.isStack(stack)) return;
  const made = new Map<string, TerraformResource>();
  const blocks = stack.node.findAll();
  for (const block of blocks) {
    const key = block instanceof TerraformResource ? keyOf(block) : undefined;
    if (key !== undefined && block instanceof TerraformResource) made.set(key, block);
  }
  if (made.size === 0) return;
  for (const block of blocks) {
    if (!(block instanceof TerraformDataSource) || (block.dependsOn ?? []).length > 0) continue;
    const maker = made.get(keyOf(block) ?? "");
    if (maker === undefined || isImported(maker)) continue;
    Annotations.of(block).addWarning(
      `${maker.node.path} makes what this looks up by its name. A look-up comes first, so that it fails before the first deploy. Refer to the construct instead.`,
    );
  }
}
