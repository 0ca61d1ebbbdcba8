import { join } from "node:path";
import { writeAtomically } from "#platform/files.ts";
import type { TerraformStack } from "../shared/cdktf.ts";
import { TerraformDataSource, TerraformResource } from "../shared/cdktf.ts";
import { readCode } from "../shared/code-trace.ts";
import { type AcceptedFinding, listAcceptedFindings } from "./accepted-findings.ts";
import { type CodeFolders, findUserCode } from "./user-code.ts";

/** Beside `cdk.tf.json`. Terraform does not read it. */
export const codeFileName = "latchkey.json";

/** One block of the stack: where it is in the construct tree, and which line of code makes it. */
export interface CodeBlock {
  /** Terraform's, without an index. */
  readonly address: string;
  /** Of the construct. */
  readonly path: string;
  /** Left out, with the line, if no code of the repository makes it. */
  readonly file?: string;
  readonly line?: number;
}

/** What `latchkey review --synth` reads. */
export interface CodeFile {
  readonly format: "latchkey-code/1";
  readonly blocks: readonly CodeBlock[];
  readonly accepted: readonly AcceptedFinding[];
}

/** What a code file depends on beside the stack. */
export interface CodeOptions {
  readonly folders: CodeFolders;
  readonly now: Date;
}

function compareAddresses(a: CodeBlock, b: CodeBlock): number {
  return a.address < b.address ? -1 : Number(a.address > b.address);
}

/** The blocks of this provider in a stack, in a fixed order. */
export function listCodeBlocks(stack: TerraformStack, folders: CodeFolders): readonly CodeBlock[] {
  return stack.node
    .findAll()
    .flatMap((construct): readonly CodeBlock[] => {
      const isData = TerraformDataSource.isTerraformDataSource(construct);
      if (!isData && !TerraformResource.isTerraformResource(construct)) return [];
      const frames = construct.cdktfStack === stack ? readCode(construct) : undefined;
      if (frames === undefined) return [];
      const address = `${isData ? "data." : ""}${construct.terraformResourceType}.${construct.friendlyUniqueId}`;
      const block = { address, path: construct.node.path };
      const code = findUserCode(frames, folders);
      return [code === undefined ? block : { ...block, ...code }];
    })
    .toSorted(compareAddresses);
}

/**
 * Writes down where the code of a stack is. A file of its own: CDKTF's reports of usage send the metadata in `cdk.tf.json`,
 * HCL has no place for it, and `cdk.tf.json` stays the same when only a line moves.
 */
export function writeCodeFile(stack: TerraformStack, stackFolder: string, { folders, now }: CodeOptions): void {
  const blocks = listCodeBlocks(stack, folders);
  const content: CodeFile = { format: "latchkey-code/1", blocks, accepted: listAcceptedFindings(stack, blocks, now) };
  writeAtomically(join(stackFolder, codeFileName), `${JSON.stringify(content, null, 2)}\n`, 0o644);
}
