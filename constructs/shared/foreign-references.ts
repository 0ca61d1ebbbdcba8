import type { IConstruct } from "constructs";
import { providerName } from "#access/model/provider/address.ts";
import { AccessProvider as ProviderBlock } from "../gen/provider.ts";
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformDataSource,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from "./cdktf.ts";
import { createMixedAccountsError } from "./mixed-accounts-error.ts";

type Block = TerraformResource | TerraformDataSource;

interface Contents {
  readonly providers: readonly ProviderBlock[];
  /** By address. */
  readonly blocks: ReadonlyMap<string, Block>;
}

const reference = new RegExp(String.raw`\b(?:data\.)?${providerName}_\w+\.[\w-]+`, "g");
const resolver = new DefaultTokenResolver(new StringConcat());

/** What orders blocks or decides when they change: it may refer to any account. */
const orderingArguments = new Set(["depends_on", "lifecycle"]);

const givenIds = new WeakMap<ProviderBlock, Set<string>>();

/** Allows a reference to another provider's object: the user said that the id is valid in this account too. */
export function allowId(provider: ProviderBlock, id: string): void {
  // Only a token refers to an object of this code.
  if (!Token.isUnresolved(id)) return;
  givenIds.set(provider, (givenIds.get(provider) ?? new Set<string>()).add(id));
}

function isBlock(construct: IConstruct): construct is Block {
  return TerraformResource.isTerraformResource(construct) || TerraformDataSource.isTerraformDataSource(construct);
}

function addressOf(block: Block): string {
  const prefix = TerraformDataSource.isTerraformDataSource(block) ? "data." : "";
  return `${prefix}${block.terraformResourceType}.${block.friendlyUniqueId}`;
}

const contents = new WeakMap<TerraformStack, Contents>();

function readContents(stack: TerraformStack): Contents {
  const constructs = stack.node.findAll();
  return {
    providers: constructs.filter((construct) => construct instanceof ProviderBlock),
    blocks: new Map(constructs.filter(isBlock).map((block) => [addressOf(block), block])),
  };
}

/** A block without a provider has the one without an alias, as Terraform decides it. */
function providerOf({ provider }: Block, { providers }: Contents): ProviderBlock | undefined {
  if (provider === undefined) return providers.find(({ alias }) => alias === undefined);
  return provider instanceof ProviderBlock ? provider : undefined;
}

function resolve(scope: IConstruct, value: unknown): string {
  const resolved: unknown = Tokenization.resolve(value, { scope, resolver });
  return JSON.stringify(resolved, (name, part: unknown) => (orderingArguments.has(name) ? undefined : part));
}

/** The block's JSON without the ids that the user gave for its provider. */
function textOf(block: Block, provider: ProviderBlock): string {
  const ids = [...(givenIds.get(provider) ?? [])].map((id) => resolve(block, id).replaceAll(/^"(?:\$\{)?|\}?"$/g, ""));
  return ids.reduce((text, id) => text.replaceAll(id, ""), resolve(block, block.toTerraform()));
}

/**
 * Looks for references from a block of one provider to a block of another, however they got there. An aspect calls it for
 * the stack and then for each construct in it.
 *
 * @throws AccessError for the first one
 */
export function checkReferences(construct: IConstruct): void {
  if (TerraformStack.isStack(construct)) contents.set(construct, readContents(construct));
  const inStack = contents.get(TerraformStack.of(construct));
  if (inStack === undefined || inStack.providers.length < 2 || !isBlock(construct)) return;
  const own = providerOf(construct, inStack);
  if (own === undefined) return;
  for (const [address] of textOf(construct, own).matchAll(reference)) {
    const used = inStack.blocks.get(address);
    const other = used === undefined ? undefined : providerOf(used, inStack);
    if (other !== undefined && other !== own)
      throw createMixedAccountsError(construct, { what: `\`${address}\``, own, other });
  }
}
