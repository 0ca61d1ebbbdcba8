import { expect, expectTypeOf } from "vitest";
import type { IConstruct } from "constructs";
import { type CustomRole, type Key, type Scope, type ServiceAccount, signoz } from "#constructs/index.ts";
import type { TerraformStack } from "#constructs/shared/cdktf.ts";
import {
  type AccessMatchers,
  type AccessPrincipal,
  listPermissions,
  listPrincipals,
  type MatcherResult,
  matchers,
} from "../index.ts";

declare const stack: TerraformStack;
declare const account: ServiceAccount;
declare const key: Key;
declare const role: CustomRole;
declare const scope: Scope;

expect.extend(matchers);

expect(stack).toGrant(account, signoz.read("dashboard"));
expect(stack).not.toGrant(key, { action: "read", resource: "dashboard", selectors: ["7"] }, { on: scope });
expect(stack).toGrantOnly("ferry", [signoz.read("dashboard"), "list dashboard"], { on: "account" });
expect(stack).not.toGrantAnyOf(account, [signoz.read(account)]);
expect(stack).not.toReach(account, signoz.role("signoz-admin"));
expect(stack).not.toReach(account, role);
expect(stack).not.toBroaden(stack);
expect(stack).not.toBroaden('{"format":"latchkey-snapshot/1"}');
expect(stack).toHaveNoFindings({ failOn: "error", now: new Date() });
expect(stack).toSatisfyAssertions([{ name: "x", never: { subject: "ferry", may: "update dashboard" } }]);

expectTypeOf(listPrincipals(stack, signoz.read("dashboard"))[0]?.held).toEqualTypeOf<
  "yes" | "partly" | "unknown" | undefined
>();
expectTypeOf(listPermissions(stack, account)[0]?.permission).toEqualTypeOf<string | undefined>();
expectTypeOf<AccessPrincipal>().toEqualTypeOf<string | IConstruct>();
expectTypeOf<keyof AccessMatchers<void>>().toEqualTypeOf<keyof typeof matchers>();
expectTypeOf(matchers.toGrant).returns.toEqualTypeOf<MatcherResult>();
// The namespace that @types/jest declares, and @vitest/expect too.
expectTypeOf<jest.Matchers<void>["toGrant"]>().toEqualTypeOf<AccessMatchers<void>["toGrant"]>();

// @ts-expect-error a verb that the resource does not have
expect(stack).toGrant(account, signoz.assignee("dashboard"));
// @ts-expect-error a permission is needed
expect(stack).toGrant(account);
// @ts-expect-error a list is needed
expect(stack).toGrantOnly(account, signoz.read("dashboard"));
// @ts-expect-error no such severity
expect(stack).toHaveNoFindings({ failOn: "fatal" });
