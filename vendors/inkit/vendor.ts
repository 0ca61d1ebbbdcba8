import { defineVendor } from "#access/model/vendors/adapter.ts";
import { InkitConnection } from "./connection.ts";
import { keysLookup } from "./data-sources/keys.ts";
import { memberLookup } from "./data-sources/member.ts";
import { roleLookup } from "./data-sources/role.ts";
import { serviceAccountLookup } from "./data-sources/service-account.ts";
import { facts } from "./facts/index.ts";
import { keys } from "./resources/key.ts";
import { roles } from "./resources/role.ts";
import { serviceAccounts } from "./resources/service-account.ts";

export const vendor = defineVendor<InkitConnection>({
  facts,
  connect: (options) => new InkitConnection(options),
  resources: { service_account: serviceAccounts, role: roles, key: keys },
  dataSources: { role: roleLookup, service_account: serviceAccountLookup, member: memberLookup, keys: keysLookup },
});
