import { attachReader } from "./attach-reader.ts";
import type { TerraformElement } from "./cdktf.ts";
import { keepTrace } from "./code-trace.ts";

/**
 * Remembers which code makes a block, and lets its stack be read.
 *
 * @public The generated bindings call it.
 */
export function rememberCode(block: TerraformElement): void {
  keepTrace(block);
  attachReader(block.cdktfStack);
}
