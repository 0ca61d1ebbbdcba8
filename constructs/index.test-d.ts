import type { IDependable } from "constructs";
import { expectTypeOf } from "vitest";
import type { ITerraformDependable } from "./cdk.ts";
import {
  type AccessProviderProps,
  CustomRole,
  Grant,
  type IRole,
  type IServiceAccount,
  type ISubject,
  Key,
  type KeyProps,
  ManagedRole,
  ServiceAccount,
  type VendorName,
} from "./index.ts";
import type { TerraformStack } from "./cdk.ts";

declare const stack: TerraformStack;
declare const role: CustomRole;
declare const account: ServiceAccount;

expectTypeOf(CustomRole.fromName(stack, "a", "b")).toEqualTypeOf<IRole>();
expectTypeOf(CustomRole.fromId(stack, "a", { id: "b" })).toEqualTypeOf<IRole>();
expectTypeOf(ManagedRole.fromName(stack, "a", { name: "b" })).toEqualTypeOf<IRole>();
expectTypeOf(ServiceAccount.fromName(stack, "a", "b")).toEqualTypeOf<IServiceAccount>();
expectTypeOf<ServiceAccount>().toExtend<ISubject>();
expectTypeOf<CustomRole>().toExtend<IRole>();
expectTypeOf(role.bindTo(account)).toEqualTypeOf<Grant>();
expectTypeOf<Grant>().toExtend<IDependable & ITerraformDependable>();
expectTypeOf<KeyProps["expiresAt"]>().toEqualTypeOf<string | Date | undefined>();
expectTypeOf<AccessProviderProps["vendor"]>().toEqualTypeOf<VendorName>();
expectTypeOf<"bigeye" | "inkit" | "signoz">().toExtend<VendorName>();

// @ts-expect-error a grant comes from a role and a subject alone
new Grant("id", { role, subject: account, options: {} });
// @ts-expect-error an object that looks like a grant is none
export const notGrant: Grant = { role, subject: account, resource: role.bindTo(account).resource, fqn: "x" };
// @ts-expect-error a role cannot hold a role
role.bindTo(role);
// @ts-expect-error a key acts as an account
new Key(stack, "k", { serviceAccount: role });
// @ts-expect-error a role needs its permissions
new CustomRole(stack, "r", {});
// @ts-expect-error an account's role is a role, not an id
account.addRole("0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
