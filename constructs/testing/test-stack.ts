import { AccessProvider } from "./access-provider.ts";
import { TerraformStack, Testing } from "./cdk.ts";

export interface Synthesized {
  readonly check?: unknown;
  readonly data?: { readonly [type: string]: { readonly [id: string]: Readonly<Record<string, unknown>> } };
  readonly output?: { readonly [id: string]: Readonly<Record<string, unknown>> };
  readonly provider?: unknown;
  readonly resource?: { readonly [type: string]: { readonly [id: string]: Readonly<Record<string, unknown>> } };
}

/** A stack without a provider. */
export function emptyStack(id = "billing"): TerraformStack {
  return new TerraformStack(Testing.app(), id);
}

/** A stack with one provider, of SigNoz. */
export function signozStack(): TerraformStack {
  const stack = emptyStack();
  new AccessProvider(stack, "signoz", { vendor: "signoz" });
  return stack;
}

/** A stack with one provider, of Bigeye, whose roles are given to groups alone. */
export function bigeyeStack(): TerraformStack {
  const stack = emptyStack();
  new AccessProvider(stack, "bigeye", { vendor: "bigeye" });
  return stack;
}

/** What Terraform would be given. */
export function synthesized(stack: TerraformStack): Synthesized {
  return JSON.parse(Testing.synth(stack, true));
}

/** The blocks of one type, without their ids. */
export function blocks(stack: TerraformStack, type: string): readonly Readonly<Record<string, unknown>>[] {
  const { resource = {}, data = {} } = synthesized(stack);
  return Object.values({ ...data, ...resource }[type] ?? {});
}
