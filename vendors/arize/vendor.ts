import { defineVendor } from "#access/model/vendors/adapter.ts";
import { ArizeConnection } from "./connection.ts";
import { keysLookup } from "./data-sources/keys.ts";
import { memberLookup } from "./data-sources/member.ts";
import { roleLookup } from "./data-sources/role.ts";
import { scopeLookup } from "./data-sources/scope.ts";
import { facts } from "./facts/index.ts";
import { keys } from "./resources/key.ts";
import { members } from "./resources/member.ts";
import { roleBindings } from "./resources/role-binding.ts";
import { roles } from "./resources/role.ts";

export const vendor = defineVendor<ArizeConnection>({
  facts,
  connect: (options) => new ArizeConnection(options),
  resources: { key: keys, role: roles, role_binding: roleBindings, member: members },
  dataSources: { role: roleLookup, member: memberLookup, scope: scopeLookup, keys: keysLookup },
});
