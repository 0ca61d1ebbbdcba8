// Made by `npm run generate`; edit what it is made from instead.
import { authDomain } from "./data-sources/auth-domain.ts";
import { identity } from "./data-sources/identity.ts";
import { keys } from "./data-sources/keys.ts";
import { member } from "./data-sources/member.ts";
import { permissionCatalog } from "./data-sources/permission-catalog.ts";
import { role } from "./data-sources/role.ts";
import { serviceAccount } from "./data-sources/service-account.ts";

/** How the vendor looks each thing up. */
export const dataSources = {
  auth_domain: authDomain,
  identity,
  keys,
  member,
  permission_catalog: permissionCatalog,
  role,
  service_account: serviceAccount,
};
