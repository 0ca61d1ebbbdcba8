import { parseConfiguration } from "./configuration.ts";
import type { ServedNoun } from "./nouns.ts";
import type { ProviderOptions } from "./provider.ts";
import { Stack } from "./stack.ts";

/** The state of an example's resource. */
export interface AppliedExample {
  readonly json: string;
  /** Attributes that the example sets, with Terraform's names. */
  readonly given: readonly string[];
}

/** Applies the noun's example. */
export async function applyExample(
  options: ProviderOptions,
  { vendor, type, example, address }: ServedNoun,
): Promise<AppliedExample> {
  const stack = new Stack(options);
  const { errors } = await stack.apply(example);
  const block = parseConfiguration(example).find((one) => one.address === address);
  if (errors.length > 0 || block === undefined) {
    throw new Error(`the example of ${type} of ${vendor} cannot be applied: ${JSON.stringify(errors)}`);
  }
  return { json: JSON.stringify(stack.values(address)), given: Object.keys(block.body) };
}
