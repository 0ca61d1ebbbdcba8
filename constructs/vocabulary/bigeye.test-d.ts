import { expectTypeOf } from "vitest";
import type { RoleReference } from "../grant.ts";
import type { OwnArguments } from "../vendor-arguments.ts";
import type { Permission } from "../permission.ts";
import { bigeye } from "./bigeye.ts";

expectTypeOf(bigeye.read("TABLE")).toEqualTypeOf<Permission>();
expectTypeOf(bigeye.role("Manage")).toEqualTypeOf<RoleReference>();

expectTypeOf(bigeye.baseRole("VIEW")).toEqualTypeOf<OwnArguments>();
expectTypeOf(bigeye.idpGroups(["okta-data"])).toEqualTypeOf<OwnArguments>();

bigeye.all("ALL");
bigeye.preview("PROFILE");
bigeye.execute("CUSTOM_RULE");
bigeye.write("WORKSPACE_TAG");
bigeye.role("any other");

// @ts-expect-error a tag shows no data
bigeye.preview("WORKSPACE_TAG");
// @ts-expect-error a data class does not run
bigeye.execute("DATA_CLASS");
// @ts-expect-error there is no such domain
bigeye.read("TABLES");
// @ts-expect-error the wire's spelling is not ours
bigeye.read("PERMISSION_DOMAIN_TABLE");
// @ts-expect-error there is no such action
bigeye.delete("TABLE");
// @ts-expect-error there are no selectors
bigeye.read("TABLE", { only: ["17"] });
// @ts-expect-error a permission is on something
bigeye.read();
// @ts-expect-error permissions are values
bigeye.read("TABLE").resource = "PROFILE";
// @ts-expect-error nothing is built on the administrators' role
bigeye.baseRole("ADMIN");
// @ts-expect-error a blank slate is the base left out
bigeye.baseRole("NONE");
