import { TerraformStack } from "./cdktf.ts";
import { createConstructError } from "./construct-error.ts";

/** Before synth, a stack of CDK Terrain calls a method on each element that the elements of CDKTF do not have. */
const addedByFork = "_runPreparingResolve";

const isOfFork = addedByFork in TerraformStack.prototype;

/** The command that deploys the stacks of the library that these constructs are built for. */
export const deployCommand = isOfFork ? "cdktn" : "cdktf";

/**
 * Names the entry to import where a stack of CDK Terrain gets constructs of the build for CDKTF: synth would end in a
 * TypeError. The other way round works.
 *
 * @throws AccessError for such a stack
 */
export function checkEngine(stack: TerraformStack): void {
  if (isOfFork || !(addedByFork in stack)) return;
  throw createConstructError(stack, {
    code: "invalid_value",
    message: "the stack is of CDK Terrain (cdktn), and these constructs are for CDKTF.",
    advice: 'Import from "latchkey/cdktn" instead of "latchkey", and so for "latchkey/l1" and "latchkey/testing".',
  });
}
