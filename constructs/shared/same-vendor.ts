import type { IAccessConstruct } from "../access-provider.ts";
import { createConstructError } from "./construct-error.ts";

export interface VendorUse {
  /** The used object, as in a message: `the role ops/reader`. */
  readonly what: string;
  /** The vendor it belongs to. */
  readonly vendor: string;
}

/** @throws AccessError if `at` uses something that belongs to another vendor */
export function checkSameVendor(at: IAccessConstruct, { what, vendor }: VendorUse): void {
  const { name } = at.provider.facts;
  if (vendor === name) return;
  throw createConstructError(at, {
    code: "invalid_value",
    message: `${what} belongs to ${vendor}, but this construct belongs to ${name} (${at.provider.node.path}).`,
    advice: `Use one that belongs to ${name}, or set \`provider\` to an AccessProvider of ${vendor}.`,
  });
}
