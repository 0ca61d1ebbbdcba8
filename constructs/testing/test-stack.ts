import { AccessProvider } from "../access-provider.ts";
import { TerraformStack, Testing } from "../shared/cdktf.ts";

/** What a stack is synthesized to. */
export interface Synthesized {
  readonly check?: unknown;
  readonly data?: { readonly [type: string]: { readonly [id: string]: Readonly<Record<string, unknown>> } };
  readonly output?: { readonly [id: string]: Readonly<Record<string, unknown>> };
  readonly provider?: unknown;
  readonly resource?: { readonly [type: string]: { readonly [id: string]: Readonly<Record<string, unknown>> } };
}

/** A stack without a provider. */
export function createEmptyStack(id = "billing"): TerraformStack {
  return new TerraformStack(Testing.app(), id);
}

/** A stack with one provider, of SigNoz. */
export function createSignozStack(): TerraformStack {
  const stack = createEmptyStack();
  new AccessProvider(stack, "signoz", { vendor: "signoz" });
  return stack;
}

/** A stack with one provider, of Bigeye, which grants roles to groups only. */
export function createBigeyeStack(): TerraformStack {
  const stack = createEmptyStack();
  new AccessProvider(stack, "bigeye", { vendor: "bigeye" });
  return stack;
}

/** What Terraform would receive. */
export function synthesize(stack: TerraformStack): Synthesized {
  return JSON.parse(Testing.synth(stack, true));
}

/** The blocks of one type, without their ids. */
export function findBlocks(stack: TerraformStack, type: string): readonly Readonly<Record<string, unknown>>[] {
  const { resource = {}, data = {} } = synthesize(stack);
  return Object.values({ ...data, ...resource }[type] ?? {});
}
