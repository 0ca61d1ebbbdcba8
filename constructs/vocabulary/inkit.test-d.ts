import { expectTypeOf } from "vitest";
import type { RoleReference } from "../grant.ts";
import type { Permission } from "../permission.ts";
import { inkit } from "./inkit.ts";

expectTypeOf(inkit.permission("roles.create")).toEqualTypeOf<Permission>();
expectTypeOf(inkit.role("Developer")).toEqualTypeOf<RoleReference>();
expectTypeOf(inkit.standardRoles.admin).toEqualTypeOf<RoleReference>();
expectTypeOf<keyof typeof inkit.standardRoles>().toEqualTypeOf<
  "admin" | "documentViewer" | "documentGenerationManager" | "developer"
>();

inkit.permission("api-keys.refresh");
inkit.permission("users.activate");
inkit.role("Invoice Printer");

// @ts-expect-error roles are not activated
inkit.permission("roles.activate");
// @ts-expect-error keys are refreshed, and made as service accounts
inkit.permission("api-keys.create");
// @ts-expect-error the vendor's table prints a capital letter, its API has none
inkit.permission("Roles.create");
// @ts-expect-error there is no such resource
inkit.permission("webhooks.create");
// @ts-expect-error a permission is a resource and what may be done to it
inkit.permission("roles");
// @ts-expect-error permissions hold in the whole organization
inkit.permission("roles.create", { only: ["role_7"] });
// @ts-expect-error there is no such standard role
export const viewer: RoleReference = inkit.standardRoles.viewer;
// @ts-expect-error permissions are values
inkit.permission("roles.create").action = "delete";
