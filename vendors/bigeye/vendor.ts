import { randomUUID } from "node:crypto";
import { defineVendor } from "#access/model/vendors/adapter.ts";
import { BigeyeConnection } from "./connection.ts";
import { groupLookup } from "./data-sources/group.ts";
import { identityLookup } from "./data-sources/identity.ts";
import { keysLookup } from "./data-sources/keys.ts";
import { memberLookup } from "./data-sources/member.ts";
import { roleLookup } from "./data-sources/role.ts";
import { scopeLookup } from "./data-sources/scope.ts";
import { serviceAccountLookup } from "./data-sources/service-account.ts";
import { facts } from "./facts/index.ts";
import { groups } from "./resources/group.ts";
import { groupMemberships } from "./resources/group-membership.ts";
import { keys } from "./resources/key.ts";
import { members } from "./resources/member.ts";
import { roleBindings } from "./resources/role-binding.ts";
import { roles } from "./resources/role.ts";
import { serviceAccounts } from "./resources/service-account.ts";
import { rights } from "./rights.ts";

export const vendor = defineVendor<BigeyeConnection>({
  facts,
  connect: (options) => new BigeyeConnection(options, randomUUID),
  rights,
  resources: {
    service_account: serviceAccounts,
    role: roles,
    role_binding: roleBindings,
    group: groups,
    group_membership: groupMemberships,
    member: members,
    key: keys,
  },
  dataSources: {
    role: roleLookup,
    service_account: serviceAccountLookup,
    group: groupLookup,
    member: memberLookup,
    scope: scopeLookup,
    identity: identityLookup,
    keys: keysLookup,
  },
});
