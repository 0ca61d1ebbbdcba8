import { expectTypeOf } from "vitest";
import type { RoleReference } from "../grant.ts";
import type { Permission } from "../permission.ts";
import { arize } from "./arize.ts";

expectTypeOf(arize.permission("PROJECT_READ")).toEqualTypeOf<Permission>();
expectTypeOf(arize.role("Project Viewer")).toEqualTypeOf<RoleReference>();
expectTypeOf(arize.level.admin.level).toEqualTypeOf<"ADMIN">();

arize.permission("SERVICE_KEY_REVOKE");
arize.permission("USER_PERMISSION_UPDATE");
arize.role("any-other");

// @ts-expect-error role bindings cannot be updated
arize.permission("ROLE_BINDING_UPDATE");
// @ts-expect-error role CRUD has no permission
arize.permission("ROLE_CREATE");
// @ts-expect-error an action is not a permission
arize.permission("READ");
// @ts-expect-error a resource is not a permission
arize.permission("PROJECT");
// @ts-expect-error a word with a typing error
arize.permission("PROJECT_READD");
// @ts-expect-error there are no selectors
arize.permission("PROJECT_READ", { only: ["fraud"] });
// @ts-expect-error there is no such level
expectTypeOf(arize.level.owner).toBeNever();
