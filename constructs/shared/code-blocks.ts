import type { IConstruct } from "constructs";
import { TerraformDataSource, TerraformResource, type TerraformStack } from "./cdktf.ts";
import { isRemembered } from "./code-trace.ts";

/** A block of this provider, and where it is in the construct tree. */
export interface PlacedBlock {
  /** Terraform's, without an index. */
  readonly address: string;
  /** Of the construct. */
  readonly path: string;
}

/** A block with its construct. */
export interface MadeBlock extends PlacedBlock {
  readonly construct: IConstruct;
  readonly stack: TerraformStack;
}

/** The block that a construct is. Undefined for what is no block of this provider. */
export function readBlock(construct: IConstruct): MadeBlock | undefined {
  const isData = TerraformDataSource.isTerraformDataSource(construct);
  if (!isData && !TerraformResource.isTerraformResource(construct)) return undefined;
  if (!isRemembered(construct)) return undefined;
  const address = `${isData ? "data." : ""}${construct.terraformResourceType}.${construct.friendlyUniqueId}`;
  return { address, path: construct.node.path, construct, stack: construct.cdktfStack };
}

/** The blocks of this provider in a stack. */
export function listBlocks(stack: TerraformStack): readonly MadeBlock[] {
  return stack.node
    .findAll()
    .flatMap((construct) => readBlock(construct) ?? [])
    .filter((block) => block.stack === stack);
}

/** Whether a path is that of a construct, or of one below it. */
export function isAtOrBelow(path: string, above: IConstruct): boolean {
  return above.node.path === "" || path === above.node.path || path.startsWith(`${above.node.path}/`);
}
