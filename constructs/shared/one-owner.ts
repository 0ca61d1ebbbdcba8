import type { IConstruct } from "constructs";
import type { AccessProvider } from "../access-provider.ts";
import { createConstructError } from "./construct-error.ts";

const owners = new WeakMap<AccessProvider, Map<string, IConstruct>>();

/** What the vendor has only one of in an account. */
export interface OneObject {
  /** The noun. */
  readonly type: string;
  /** What identifies it, for the message: `name "reader"`. */
  readonly what: string;
  /** Where nothing else has it, such as an account. @default the vendor's account */
  readonly within?: readonly unknown[];
}

/**
 * Says that a construct makes an object of which its account has only one.
 *
 * @throws AccessError if another construct makes it already
 */
export function claimObject(
  at: IConstruct & { readonly provider: AccessProvider },
  { type, what, within = [] }: OneObject,
): void {
  const known = owners.get(at.provider) ?? new Map<string, IConstruct>();
  owners.set(at.provider, known);
  const key = JSON.stringify([type, what, within]);
  const other = known.get(key);
  known.set(key, other ?? at);
  if (other === undefined || other === at) return;
  throw createConstructError(at, {
    code: "invalid_value",
    message: `${other.node.path} makes the ${type.replaceAll("_", " ")} with the ${what} already, and there is only one.`,
    advice: "Refer to that construct, or give this one another.",
  });
}
