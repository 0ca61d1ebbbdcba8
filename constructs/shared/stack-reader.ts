import type { IConstruct } from "constructs";
import type { AcceptedFinding } from "../delivery/accepted-findings.ts";
import type { CodeBlock } from "../delivery/code-file.ts";

/** Several bundles of the package have this file: a symbol of the process is the same in each of them. */
const key = Symbol.for("latchkey/stack");

/** What can be known of a stack without CDKTF, or its fork, at hand. */
export interface StackReader {
  /** What would be written to `cdk.tf.json`. Aspects are invoked. */
  synthesize(): { readonly [name: string]: unknown };
  listAccepted(): readonly AcceptedFinding[];
  /** Where the code of an address is. Undefined for what the stack does not have. */
  locate(address: string): CodeBlock | undefined;
  /** The address of the block that a construct is or makes. Undefined if there is none, or several. */
  findAddress(construct: IConstruct): string | undefined;
  /** A value without tokens, as it is written to `cdk.tf.json`. */
  resolve(value: unknown): unknown;
}

interface Readable {
  readonly [key]?: StackReader;
}

export function setReader(stack: IConstruct, reader: StackReader): void {
  Object.defineProperty(stack, key, { value: reader, enumerable: false });
}

/** How a stack is read. Undefined for what is no stack, and for a stack without a block of this provider. */
export function findReader(stack: IConstruct & Readable): StackReader | undefined {
  return stack[key];
}
