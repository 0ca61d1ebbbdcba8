import { defineVendor } from "#access/model/vendors/adapter.ts";
import { checkedKeys } from "./checked-keys.ts";
import { SignozConnection } from "./client.ts";
import { authDomainLookup } from "./data-sources/auth-domain.ts";
import { identityLookup } from "./data-sources/identity.ts";
import { keysLookup } from "./data-sources/keys.ts";
import { memberLookup } from "./data-sources/member.ts";
import { permissionCatalogLookup } from "./data-sources/permission-catalog.ts";
import { roleLookup } from "./data-sources/role.ts";
import { serviceAccountLookup } from "./data-sources/service-account.ts";
import { facts } from "./facts/index.ts";
import { members } from "./resources/member.ts";
import { roleBindings } from "./resources/role-binding.ts";
import { roleMappings } from "./resources/role-mapping.ts";
import { roles } from "./resources/role.ts";
import { serviceAccounts } from "./resources/service-account.ts";
import { rights } from "./rights.ts";

export const vendor = defineVendor<SignozConnection>({
  facts,
  connect: (options) => new SignozConnection(options),
  rights,
  resources: {
    service_account: serviceAccounts,
    role: roles,
    role_binding: roleBindings,
    key: checkedKeys,
    member: members,
    role_mapping: roleMappings,
  },
  dataSources: {
    role: roleLookup,
    service_account: serviceAccountLookup,
    member: memberLookup,
    auth_domain: authDomainLookup,
    identity: identityLookup,
    keys: keysLookup,
    permission_catalog: permissionCatalogLookup,
  },
});
