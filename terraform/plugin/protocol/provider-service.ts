import * as actions from "./actions.ts";
import * as dataSources from "./data-sources.ts";
import * as ephemeral from "./ephemeral-resources.ts";
import * as functions from "./functions.ts";
import * as moving from "./import-and-move.ts";
import * as lists from "./list-resources.ts";
import * as configuration from "./provider-configuration.ts";
import * as metadata from "./provider-metadata.ts";
import * as resources from "./resources.ts";
import type { Client, Handlers } from "./service.ts";
import { clientStream, serverStream, serviceType, unary } from "./service.ts";
import * as stores from "./state-stores.ts";

/** Terraform's plugin protocol 6.11. */
export const ProviderService = serviceType("tfplugin6.Provider", {
  getMetadata: unary(metadata.GetMetadataRequest, metadata.GetMetadataResponse),
  getProviderSchema: unary(metadata.GetProviderSchemaRequest, metadata.GetProviderSchemaResponse),
  validateProviderConfig: unary(
    configuration.ValidateProviderConfigRequest,
    configuration.ValidateProviderConfigResponse,
  ),
  validateResourceConfig: unary(resources.ValidateResourceConfigRequest, resources.ValidateResourceConfigResponse),
  validateDataResourceConfig: unary(
    dataSources.ValidateDataResourceConfigRequest,
    dataSources.ValidateDataResourceConfigResponse,
  ),
  upgradeResourceState: unary(resources.UpgradeResourceStateRequest, resources.UpgradeResourceStateResponse),
  getResourceIdentitySchemas: unary(
    metadata.GetResourceIdentitySchemasRequest,
    metadata.GetResourceIdentitySchemasResponse,
  ),
  upgradeResourceIdentity: unary(resources.UpgradeResourceIdentityRequest, resources.UpgradeResourceIdentityResponse),
  configureProvider: unary(configuration.ConfigureProviderRequest, configuration.ConfigureProviderResponse),
  readResource: unary(resources.ReadResourceRequest, resources.ReadResourceResponse),
  planResourceChange: unary(resources.PlanResourceChangeRequest, resources.PlanResourceChangeResponse),
  applyResourceChange: unary(resources.ApplyResourceChangeRequest, resources.ApplyResourceChangeResponse),
  importResourceState: unary(moving.ImportResourceStateRequest, moving.ImportResourceStateResponse),
  moveResourceState: unary(moving.MoveResourceStateRequest, moving.MoveResourceStateResponse),
  readDataSource: unary(dataSources.ReadDataSourceRequest, dataSources.ReadDataSourceResponse),
  generateResourceConfig: unary(moving.GenerateResourceConfigRequest, moving.GenerateResourceConfigResponse),
  validateEphemeralResourceConfig: unary(
    ephemeral.ValidateEphemeralResourceConfigRequest,
    ephemeral.ValidateEphemeralResourceConfigResponse,
  ),
  openEphemeralResource: unary(ephemeral.OpenEphemeralResourceRequest, ephemeral.OpenEphemeralResourceResponse),
  renewEphemeralResource: unary(ephemeral.RenewEphemeralResourceRequest, ephemeral.RenewEphemeralResourceResponse),
  closeEphemeralResource: unary(ephemeral.CloseEphemeralResourceRequest, ephemeral.CloseEphemeralResourceResponse),
  listResource: serverStream(lists.ListResourceRequest, lists.ListResourceEvent),
  validateListResourceConfig: unary(lists.ValidateListResourceConfigRequest, lists.ValidateListResourceConfigResponse),
  getFunctions: unary(functions.GetFunctionsRequest, functions.GetFunctionsResponse),
  callFunction: unary(functions.CallFunctionRequest, functions.CallFunctionResponse),
  validateStateStoreConfig: unary(stores.ValidateStateStoreRequest, stores.ValidateStateStoreResponse),
  configureStateStore: unary(stores.ConfigureStateStoreRequest, stores.ConfigureStateStoreResponse),
  readStateBytes: serverStream(stores.ReadStateBytesRequest, stores.ReadStateBytesResponse),
  writeStateBytes: clientStream(stores.WriteStateBytesRequestChunk, stores.WriteStateBytesResponse),
  lockState: unary(stores.LockStateRequest, stores.LockStateResponse),
  unlockState: unary(stores.UnlockStateRequest, stores.UnlockStateResponse),
  getStates: unary(stores.GetStatesRequest, stores.GetStatesResponse),
  deleteState: unary(stores.DeleteStateRequest, stores.DeleteStateResponse),
  planAction: unary(actions.PlanActionRequest, actions.PlanActionResponse),
  invokeAction: serverStream(actions.InvokeActionRequest, actions.InvokeActionEvent),
  validateActionConfig: unary(actions.ValidateActionConfigRequest, actions.ValidateActionConfigResponse),
  stopProvider: unary(configuration.StopProviderRequest, configuration.StopProviderResponse),
});

/** What answers Terraform's calls; a method that is left out is answered with UNIMPLEMENTED. */
export type ProviderHandlers = Handlers<typeof ProviderService>;

/** A provider as Terraform sees it. */
export type ProviderClient = Client<typeof ProviderService>;
