// Made by `npm run generate`; edit what it is made from instead.
import type { DataSourceDefinition, ResourceDefinition } from "../../schema/definition.ts";
import type { EphemeralNoun } from "./ephemeral-noun.ts";
import { groupMembership as groupMembershipResource } from "./resources/group-membership.ts";
import { group as groupResource } from "./resources/group.ts";
import { key as keyResource } from "./resources/key.ts";
import { member as memberResource } from "./resources/member.ts";
import { roleBinding as roleBindingResource } from "./resources/role-binding.ts";
import { roleMapping as roleMappingResource } from "./resources/role-mapping.ts";
import { role as roleResource } from "./resources/role.ts";
import { serviceAccount as serviceAccountResource } from "./resources/service-account.ts";
import { authDomain as authDomainDataSource } from "./data-sources/auth-domain.ts";
import { group as groupDataSource } from "./data-sources/group.ts";
import { identity as identityDataSource } from "./data-sources/identity.ts";
import { keys as keysDataSource } from "./data-sources/keys.ts";
import { member as memberDataSource } from "./data-sources/member.ts";
import { permissionCatalog as permissionCatalogDataSource } from "./data-sources/permission-catalog.ts";
import { role as roleDataSource } from "./data-sources/role.ts";
import { scope as scopeDataSource } from "./data-sources/scope.ts";
import { serviceAccount as serviceAccountDataSource } from "./data-sources/service-account.ts";
import { key as keyEphemeralResource } from "./ephemeral-resources/key.ts";

export const resourceDefinitions: readonly ResourceDefinition[] = [
  groupMembershipResource,
  groupResource,
  keyResource,
  memberResource,
  roleBindingResource,
  roleMappingResource,
  roleResource,
  serviceAccountResource,
];

export const dataSourceDefinitions: readonly DataSourceDefinition[] = [
  authDomainDataSource,
  groupDataSource,
  identityDataSource,
  keysDataSource,
  memberDataSource,
  permissionCatalogDataSource,
  roleDataSource,
  scopeDataSource,
  serviceAccountDataSource,
];

export const ephemeralNouns: readonly EphemeralNoun[] = [keyEphemeralResource];
