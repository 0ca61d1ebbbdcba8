// Made by `npm run generate`; edit what it is made from instead.
import type { InstanceStatements } from "../statements/declaration.ts";
import { statements as groupMembershipResource } from "./resources/group-membership.ts";
import { statements as groupResource } from "./resources/group.ts";
import { statements as keyResource } from "./resources/key.ts";
import { statements as memberResource } from "./resources/member.ts";
import { statements as roleBindingResource } from "./resources/role-binding.ts";
import { statements as roleMappingResource } from "./resources/role-mapping.ts";
import { statements as roleResource } from "./resources/role.ts";
import { statements as serviceAccountResource } from "./resources/service-account.ts";
import { statements as authDomainDataSource } from "./data-sources/auth-domain.ts";
import { statements as groupDataSource } from "./data-sources/group.ts";
import { statements as keysDataSource } from "./data-sources/keys.ts";
import { statements as memberDataSource } from "./data-sources/member.ts";
import { statements as roleDataSource } from "./data-sources/role.ts";
import { statements as scopeDataSource } from "./data-sources/scope.ts";
import { statements as serviceAccountDataSource } from "./data-sources/service-account.ts";

/** What each noun says about access. */
export const resourceStatements: { readonly [name: string]: InstanceStatements } = {
  group_membership: groupMembershipResource,
  group: groupResource,
  key: keyResource,
  member: memberResource,
  role_binding: roleBindingResource,
  role_mapping: roleMappingResource,
  role: roleResource,
  service_account: serviceAccountResource,
};

/** What each data source says about access. */
export const dataSourceStatements: { readonly [name: string]: InstanceStatements } = {
  auth_domain: authDomainDataSource,
  group: groupDataSource,
  keys: keysDataSource,
  member: memberDataSource,
  role: roleDataSource,
  scope: scopeDataSource,
  service_account: serviceAccountDataSource,
};
