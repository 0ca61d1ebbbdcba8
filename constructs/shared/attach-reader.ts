import { dirname } from "node:path";
import type { IConstruct } from "constructs";
import { listAcceptedFindings } from "../delivery/accepted-findings.ts";
import { type CodeBlock, locateBlock } from "../delivery/code-file.ts";
import { findRepository } from "../delivery/user-code.ts";
import {
  Aspects,
  DefaultTokenResolver,
  type IAspect,
  StringConcat,
  type TerraformStack,
  Token,
  Tokenization,
} from "./cdktf.ts";
import { listBlocks, readBlock } from "./code-blocks.ts";
import { judgePolicies } from "./judge-policies.ts";
import { findReader, setReader } from "./stack-reader.ts";

/** As CDKTF does before it writes a stack. */
function invokeAspects(construct: IConstruct, inherited: readonly IAspect[] = []): void {
  const all = [...new Set([...inherited, ...Aspects.of(construct).all])];
  for (const aspect of all) aspect.visit(construct);
  for (const child of construct.node.children) invokeAspects(child, all);
}

function findAddress(
  construct: IConstruct & { readonly resource?: unknown; readonly id?: unknown },
): string | undefined {
  const { resource } = construct;
  const [own] = [construct, resource].flatMap((one) => (isConstruct(one) ? (readBlock(one) ?? []) : []));
  if (own !== undefined) return own.address;
  // What is known by its id has no block: those below it are of others, such as a binding.
  if (typeof construct.id === "string" && !Token.isUnresolved(construct.id)) return undefined;
  const below = construct.node.findAll().flatMap((one) => readBlock(one) ?? []);
  return below.length === 1 ? below[0]?.address : undefined;
}

function isConstruct(value: unknown): value is IConstruct {
  return typeof value === "object" && value !== null && "node" in value;
}

function locate(stack: TerraformStack, address: string): CodeBlock | undefined {
  const block = listBlocks(stack).find((one) => one.address === address);
  if (block === undefined) return undefined;
  // The folder of the constructs, or that of the bundles.
  return locateBlock(block, { repository: findRepository(process.cwd()), own: dirname(import.meta.dirname) });
}

/** Lets a stack be read, and judged by policies when it is validated. */
export function attachReader(stack: TerraformStack): void {
  if (findReader(stack) !== undefined) return;
  setReader(stack, {
    synthesize() {
      invokeAspects(stack);
      return stack.toTerraform();
    },
    listAccepted: () => listAcceptedFindings(stack, () => listBlocks(stack)),
    locate: (address) => locate(stack, address),
    findAddress,
    resolve: (value) =>
      Tokenization.resolve(value, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) }),
  });
  stack.node.addValidation({ validate: () => [...judgePolicies(stack)] });
}
