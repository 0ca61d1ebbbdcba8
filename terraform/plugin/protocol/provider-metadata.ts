import type { Infer } from "./descriptor.ts";
import { map, message, repeated, string, sub } from "./descriptor.ts";
import { FunctionSignature } from "./functions.ts";
import { ActionSchema, ResourceIdentitySchema, Schema } from "./schema.ts";
import { Diagnostic, ServerCapabilities } from "./values.ts";

export const DataSourceMetadata = message("GetMetadata.DataSourceMetadata", { typeName: string(1) });
export const ResourceMetadata = message("GetMetadata.ResourceMetadata", { typeName: string(1) });
export const FunctionMetadata = message("GetMetadata.FunctionMetadata", { name: string(1) });
export const EphemeralMetadata = message("GetMetadata.EphemeralMetadata", { typeName: string(1) });
export const ListResourceMetadata = message("GetMetadata.ListResourceMetadata", { typeName: string(1) });
export const StateStoreMetadata = message("GetMetadata.StateStoreMetadata", { typeName: string(1) });
export const ActionMetadata = message("GetMetadata.ActionMetadata", { typeName: string(1) });

export const GetMetadataRequest = message("GetMetadata.Request", {});
export type GetMetadataRequest = Infer<typeof GetMetadataRequest>;

export const GetMetadataResponse = message("GetMetadata.Response", {
  serverCapabilities: sub(1, ServerCapabilities),
  diagnostics: repeated(sub(2, Diagnostic)),
  dataSources: repeated(sub(3, DataSourceMetadata)),
  resources: repeated(sub(4, ResourceMetadata)),
  functions: repeated(sub(5, FunctionMetadata)),
  ephemeralResources: repeated(sub(6, EphemeralMetadata)),
  listResources: repeated(sub(7, ListResourceMetadata)),
  stateStores: repeated(sub(8, StateStoreMetadata)),
  actions: repeated(sub(9, ActionMetadata)),
});
export type GetMetadataResponse = Infer<typeof GetMetadataResponse>;

export const GetProviderSchemaRequest = message("GetProviderSchema.Request", {});
export type GetProviderSchemaRequest = Infer<typeof GetProviderSchemaRequest>;

export const GetProviderSchemaResponse = message("GetProviderSchema.Response", {
  provider: sub(1, Schema),
  resourceSchemas: map(sub(2, Schema)),
  dataSourceSchemas: map(sub(3, Schema)),
  diagnostics: repeated(sub(4, Diagnostic)),
  providerMeta: sub(5, Schema),
  serverCapabilities: sub(6, ServerCapabilities),
  functions: map(sub(7, FunctionSignature)),
  ephemeralResourceSchemas: map(sub(8, Schema)),
  listResourceSchemas: map(sub(9, Schema)),
  stateStoreSchemas: map(sub(10, Schema)),
  actionSchemas: map(sub(11, ActionSchema)),
});
export type GetProviderSchemaResponse = Infer<typeof GetProviderSchemaResponse>;

export const GetResourceIdentitySchemasRequest = message("GetResourceIdentitySchemas.Request", {});
export type GetResourceIdentitySchemasRequest = Infer<typeof GetResourceIdentitySchemasRequest>;

export const GetResourceIdentitySchemasResponse = message("GetResourceIdentitySchemas.Response", {
  identitySchemas: map(sub(1, ResourceIdentitySchema)),
  diagnostics: repeated(sub(2, Diagnostic)),
});
export type GetResourceIdentitySchemasResponse = Infer<typeof GetResourceIdentitySchemasResponse>;
