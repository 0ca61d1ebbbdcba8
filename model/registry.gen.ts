// Made by `npm run generate`; edit what it is made from instead.
import type { DataSourceDefinition, ResourceDefinition } from "../schema/definition.ts";
import { identity as identityDataSource } from "./data-sources/identity.ts";
import { role as roleDataSource } from "./data-sources/role.ts";
import { serviceAccount as serviceAccountDataSource } from "./data-sources/service-account.ts";
import { key as keyResource } from "./resources/key.ts";
import { roleBinding as roleBindingResource } from "./resources/role-binding.ts";
import { role as roleResource } from "./resources/role.ts";
import { serviceAccount as serviceAccountResource } from "./resources/service-account.ts";

export const resourceDefinitions: readonly ResourceDefinition[] = [
  keyResource,
  roleBindingResource,
  roleResource,
  serviceAccountResource,
];

export const dataSourceDefinitions: readonly DataSourceDefinition[] = [
  identityDataSource,
  roleDataSource,
  serviceAccountDataSource,
];
