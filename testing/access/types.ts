import type { FindingsOptions, GrantOptions, PlacedGrantOptions } from "./matchers.ts";
import type { AccessPermission, AccessPrincipal, AccessRole } from "./named.ts";
import type { AccessSource } from "./source.ts";

/**
 * What `expect(stack)` has with `expect.extend(matchers)`. What is certain passes; what is not known passes neither with `.not` nor
 * without.
 */
export interface AccessMatchers<R> {
  /** The principal has all of the permission. With `.not`: nothing of it. With `onlyOn`: there, and nothing of it elsewhere. */
  toGrant(principal: AccessPrincipal, permission: AccessPermission, options?: PlacedGrantOptions): R;
  /** The principal has all of the permissions, and nothing else. */
  toGrantOnly(principal: AccessPrincipal, permissions: readonly AccessPermission[], options?: GrantOptions): R;
  /** The principal has one of the permissions at least. With `.not`: none of them. */
  toGrantAnyOf(principal: AccessPrincipal, permissions: readonly AccessPermission[], options?: GrantOptions): R;
  /** The principal has it, or could give it to itself in any number of steps. */
  toReach(principal: AccessPrincipal, target: AccessPermission | AccessRole, options?: GrantOptions): R;
  /** It gives somebody more than the baseline: another stack, what `Testing.synth` returned, or a snapshot. */
  toBroaden(baseline: AccessSource): R;
  /** `latchkey review` would find nothing, but for what is accepted. */
  toHaveNoFindings(options?: FindingsOptions): R;
  /** Assertions hold: the text of `access.assert.json`, its content as an object, or a list of assertions. */
  toSatisfyAssertions(assertions: string | object): R;
}

declare global {
  // vitest reads this namespace too: @vitest/expect declares it.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    interface Matchers<R, T = {}> extends AccessMatchers<R> {}
  }
}
