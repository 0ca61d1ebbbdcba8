import { defineVendor } from "../../model/vendor.ts";
import { checkedKeys } from "./checked-keys.ts";
import { SignozConnection } from "./client.ts";
import { identityLookup } from "./data-sources/identity.ts";
import { keysLookup } from "./data-sources/keys.ts";
import { roleLookup } from "./data-sources/role.ts";
import { serviceAccountLookup } from "./data-sources/service-account.ts";
import { facts } from "./facts/index.ts";
import { roleBindings } from "./resources/role-binding.ts";
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
  },
  dataSources: { role: roleLookup, service_account: serviceAccountLookup, identity: identityLookup, keys: keysLookup },
});
