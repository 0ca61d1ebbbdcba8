import type { AccessProvider, IAccessConstruct } from "../access-provider.ts";
import { TerraformStack, Token } from "./cdktf.ts";
import { createMixedAccountsError } from "./mixed-accounts-error.ts";
import { checkSameVendor } from "./same-vendor.ts";

/** Providers of two stacks may open one account, so across stacks only different endpoints tell accounts apart. */
function isSameAccount(one: AccessProvider, other: AccessProvider): boolean {
  if (one === other) return true;
  if (TerraformStack.of(one) === TerraformStack.of(other)) return false;
  const { endpoint: here } = one;
  const { endpoint: there } = other;
  if (here === undefined || there === undefined) return true;
  return here === there || Token.isUnresolved(here) || Token.isUnresolved(there);
}

/** @throws AccessError where `at` uses something of another vendor, or of another account of the same vendor */
export function checkSameAccount(at: IAccessConstruct, what: string, used: IAccessConstruct): void {
  checkSameVendor(at, { what, vendor: used.provider.facts.name });
  if (isSameAccount(at.provider, used.provider)) return;
  throw createMixedAccountsError(at, { what, own: at.provider, other: used.provider });
}

const uses = new WeakMap<object, readonly IAccessConstruct[]>();

/** Remembers the constructs whose ids or names a value contains, until the value is used. */
export function rememberUses<Value extends object>(value: Value, used: readonly IAccessConstruct[]): Value {
  uses.set(value, used);
  return value;
}

/** As `checkSameAccount`, for the constructs that `rememberUses` was told. */
export function checkRememberedUses(at: IAccessConstruct, value: object): void {
  for (const used of uses.get(value) ?? []) checkSameAccount(at, used.node.path, used);
}
