import type { IAccessConstruct } from "../access-provider.ts";
import { constructError } from "./construct-error.ts";

export interface VendorUse {
  /** What is used, as a message names it: `the role ops/reader`. */
  readonly what: string;
  /** The vendor it belongs to. */
  readonly vendor: string;
}

/** @throws AccessError where `at` uses something that belongs to another vendor */
export function checkSameVendor(at: IAccessConstruct, { what, vendor }: VendorUse): void {
  const { name } = at.provider.facts;
  if (vendor === name) return;
  throw constructError(at, {
    code: "invalid_value",
    message: `${what} belongs to ${vendor}, but this construct belongs to ${name} (${at.provider.node.path}).`,
    advice: `Use one that belongs to ${name}, or set \`provider\` to an AccessProvider of ${vendor}.`,
  });
}
