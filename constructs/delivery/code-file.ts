import { join } from "node:path";
import { writeAtomically } from "#platform/files.ts";
import type { TerraformStack } from "../shared/cdktf.ts";
import { listBlocks, type MadeBlock, type PlacedBlock } from "../shared/code-blocks.ts";
import { readCode } from "../shared/code-trace.ts";
import { type AcceptedFinding, checkAcceptances, listAcceptedFindings } from "./accepted-findings.ts";
import { type CodeFolders, type CodeLine, findUserCode } from "./user-code.ts";

/** Beside `cdk.tf.json`. Terraform does not read it. */
export const codeFileName = "latchkey.json";

/** One block of the stack: where it is in the construct tree, and which line of code makes it. */
export interface CodeBlock extends PlacedBlock, Partial<CodeLine> {}

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

/** Which line of the user's code makes a block. It is left out if no code of the repository does. */
export function locateBlock({ address, path, construct }: MadeBlock, folders: CodeFolders): CodeBlock {
  const code = findUserCode(readCode(construct) ?? [], folders);
  return code === undefined ? { address, path } : { address, path, ...code };
}

/** The blocks of this provider in a stack, in a fixed order. */
export function listCodeBlocks(stack: TerraformStack, folders: CodeFolders): readonly CodeBlock[] {
  return listBlocks(stack)
    .map((block) => locateBlock(block, folders))
    .toSorted(compareAddresses);
}

/**
 * Writes down where the code of a stack is. A file of its own: CDKTF's reports of usage send the metadata in `cdk.tf.json`,
 * HCL has no place for it, and `cdk.tf.json` stays the same when only a line moves.
 */
export function writeCodeFile(stack: TerraformStack, stackFolder: string, { folders, now }: CodeOptions): void {
  const blocks = listCodeBlocks(stack, folders);
  checkAcceptances(stack, now);
  const accepted = listAcceptedFindings(stack, () => blocks);
  const content: CodeFile = { format: "latchkey-code/1", blocks, accepted };
  writeAtomically(join(stackFolder, codeFileName), `${JSON.stringify(content, null, 2)}\n`, 0o644);
}
