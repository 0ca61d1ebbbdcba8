import { expectTypeOf } from "vitest";
import type { IRole, RoleReference } from "../grant.ts";
import type { Permission } from "../permission.ts";
import type { IServiceAccount } from "../service-account.ts";
import { signoz } from "./signoz.ts";

declare const account: IServiceAccount;
declare const role: IRole;

expectTypeOf(signoz.read("dashboard")).toEqualTypeOf<Permission>();
expectTypeOf(signoz.role("signoz-viewer")).toEqualTypeOf<RoleReference>();
expectTypeOf(signoz.fromJson).returns.toEqualTypeOf<readonly Permission[]>();

signoz.create("factor-api-key");
signoz.read("logs", { only: ["builder_query/*"] });
signoz.update("organization");
signoz.delete("saved-view", { only: ["0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80"] });
signoz.attach(account, account);
signoz.detach(role, signoz.role("any-other"));
signoz.assignee("role");

// @ts-expect-error dashboards cannot be attached to anything
signoz.attach("dashboard");
// @ts-expect-error keys have no `detach`
signoz.detach("factor-api-key");
// @ts-expect-error telemetry can be read, and no more
signoz.list("logs");
// @ts-expect-error an organization is neither made nor deleted
signoz.create("organization");
// @ts-expect-error only roles have assignees
signoz.assignee("serviceaccount");
// @ts-expect-error no account has assignees
signoz.assignee(account);
// @ts-expect-error nothing is granted on `anonymous`
signoz.read("anonymous");
// @ts-expect-error there is no such kind
signoz.read("dashboards");
// @ts-expect-error `create` holds on a whole kind
signoz.create("serviceaccount", { only: ["0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80"] });
// @ts-expect-error `list` holds on a whole kind
signoz.list(account);
// @ts-expect-error accounts and roles are two kinds
signoz.attach(account, role);
// @ts-expect-error a permission is on something
signoz.read();
// @ts-expect-error permissions are values
signoz.read("dashboard").selectors = [];
