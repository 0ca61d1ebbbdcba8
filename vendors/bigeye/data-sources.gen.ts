// Made by `npm run generate`; edit what it is made from instead.
import { group } from "./data-sources/group.ts";
import { identity } from "./data-sources/identity.ts";
import { keys } from "./data-sources/keys.ts";
import { member } from "./data-sources/member.ts";
import { role } from "./data-sources/role.ts";
import { scope } from "./data-sources/scope.ts";
import { serviceAccount } from "./data-sources/service-account.ts";

/** How the vendor looks each thing up. */
export const dataSources = { group, identity, keys, member, role, scope, service_account: serviceAccount };
