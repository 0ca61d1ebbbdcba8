import type { IDependable } from "constructs";
import { expectTypeOf } from "vitest";
import type { ITerraformDependable } from "./shared/cdktf.ts";
import {
  type AccessProviderProps,
  CustomRole,
  Grant,
  type IKey,
  type IRole,
  type IRoleMapping,
  type IServiceAccount,
  type ISubject,
  Key,
  type KeyProps,
  ManagedRole,
  RoleMapping,
  ServiceAccount,
  type VendorName,
} from "./index.ts";
import type { TerraformStack } from "./shared/cdktf.ts";

declare const stack: TerraformStack;
declare const role: CustomRole;
declare const account: ServiceAccount;

expectTypeOf(CustomRole.fromName(stack, "a", "b")).toEqualTypeOf<IRole>();
expectTypeOf(CustomRole.fromId(stack, "a", { id: "b" })).toEqualTypeOf<IRole>();
expectTypeOf(ManagedRole.fromName(stack, "a", { name: "b" })).toEqualTypeOf<IRole>();
expectTypeOf(ServiceAccount.fromName(stack, "a", "b")).toEqualTypeOf<IServiceAccount>();
expectTypeOf(Key.fromId(stack, "a", "b")).toEqualTypeOf<IKey>();
expectTypeOf(RoleMapping.fromId(stack, "a", { id: "b" })).toEqualTypeOf<IRoleMapping>();
expectTypeOf(RoleMapping.fromName(stack, "a", "b")).toEqualTypeOf<IRoleMapping>();
expectTypeOf<Key>().toExtend<IKey>();
expectTypeOf<RoleMapping>().toExtend<IRoleMapping>();
expectTypeOf<ServiceAccount>().toExtend<ISubject>();
expectTypeOf<CustomRole>().toExtend<IRole>();
expectTypeOf(role.bindTo(account)).toEqualTypeOf<Grant>();
expectTypeOf<Grant>().toExtend<IDependable & ITerraformDependable>();
expectTypeOf<KeyProps["expiresAt"]>().toEqualTypeOf<string | Date | undefined>();
expectTypeOf<AccessProviderProps["vendor"]>().toEqualTypeOf<VendorName>();
expectTypeOf<"arize" | "bigeye" | "inkit" | "signoz">().toEqualTypeOf<VendorName>();

// @ts-expect-error only a role or a subject makes a grant
new Grant("id", { role, subject: account, options: {} });
// @ts-expect-error an object with the shape of a grant is not a grant
export const notGrant: Grant = { role, subject: account, resource: role.bindTo(account).resource, fqn: "x" };
// @ts-expect-error a role cannot hold a role
role.bindTo(role);
// @ts-expect-error an existing key cannot hold roles
role.bindTo(Key.fromId(stack, "a", "b"));
// @ts-expect-error a key acts as an account
new Key(stack, "k", { serviceAccount: role });
// @ts-expect-error a role needs its permissions
new CustomRole(stack, "r", {});
// @ts-expect-error an account's role is a role, not an id
account.addRole("0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
