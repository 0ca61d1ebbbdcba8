// Made by `npm run generate`; edit what it is made from instead.
import { keys } from "./data-sources/keys.ts";
import { member } from "./data-sources/member.ts";
import { role } from "./data-sources/role.ts";
import { serviceAccount } from "./data-sources/service-account.ts";

/** How the vendor looks each thing up. */
export const dataSources = { keys, member, role, service_account: serviceAccount };
