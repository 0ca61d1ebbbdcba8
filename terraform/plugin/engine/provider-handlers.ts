import type { Attributes } from "#access/schema/attribute.ts";
import type { Log } from "../process/log.ts";
import type { Service } from "../grpc/endpoints.ts";
import { type ProviderHandlers, ProviderService } from "../protocol/provider-service.ts";
import { Engine } from "./engine.ts";
import type { Provider } from "./provider.ts";
import { invokeAction, planAction } from "./rpc/actions.ts";
import { applyResourceChange } from "./rpc/apply.ts";
import { closeEphemeralResource } from "./rpc/close-ephemeral.ts";
import { callFunction, getFunctions } from "./rpc/functions.ts";
import { generateResourceConfig } from "./rpc/generate-config.ts";
import { importResourceState } from "./rpc/import.ts";
import { listResource } from "./rpc/list-resource.ts";
import { moveResourceState } from "./rpc/move.ts";
import { openEphemeralResource } from "./rpc/open-ephemeral.ts";
import { planResourceChange } from "./rpc/plan.ts";
import { configureProvider, stopProvider, validateProviderConfig } from "./rpc/provider-config.ts";
import { getMetadata, getProviderSchema } from "./rpc/provider-schema.ts";
import { readDataSource } from "./rpc/read-data-source.ts";
import { readResource } from "./rpc/read.ts";
import { renewEphemeralResource } from "./rpc/renew-ephemeral.ts";
import { getResourceIdentitySchemas, upgradeResourceIdentity } from "./rpc/identity.ts";
import { upgradeResourceState } from "./rpc/upgrade.ts";
import {
  validateActionConfig,
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateListResourceConfig,
  validateResourceConfig,
} from "./rpc/validate.ts";

/** The service of one provider, which closes what is still open before the process ends. */
export function createProviderService<P extends Attributes, C>(provider: Provider<P, C>, log: Log): Service {
  const engine = new Engine(provider, log);
  return { service: ProviderService, handlers: listHandlers(engine), close: () => engine.opened.closeAll() };
}

/** The handlers that answer Terraform for one provider. All other RPCs are answered with UNIMPLEMENTED. */
export function createProviderHandlers<P extends Attributes, C>(provider: Provider<P, C>, log: Log): ProviderHandlers {
  return listHandlers(new Engine(provider, log));
}

function listHandlers(engine: Engine): ProviderHandlers {
  return {
    getMetadata: () => getMetadata(engine),
    getProviderSchema: () => getProviderSchema(engine),
    validateProviderConfig: (request, call) => validateProviderConfig(engine, request, call),
    validateResourceConfig: (request, call) => validateResourceConfig(engine, request, call),
    validateDataResourceConfig: (request, call) => validateDataResourceConfig(engine, request, call),
    upgradeResourceState: (request) => upgradeResourceState(engine, request),
    getResourceIdentitySchemas: () => getResourceIdentitySchemas(engine),
    upgradeResourceIdentity: (request) => upgradeResourceIdentity(engine, request),
    configureProvider: (request, call) => configureProvider(engine, request, call),
    readResource: (request, call) => readResource(engine, request, call),
    planResourceChange: (request, call) => planResourceChange(engine, request, call),
    applyResourceChange: (request, call) => applyResourceChange(engine, request, call),
    importResourceState: (request, call) => importResourceState(engine, request, call),
    moveResourceState: (request) => moveResourceState(engine, request),
    generateResourceConfig: (request, call) => generateResourceConfig(engine, request, call),
    readDataSource: (request, call) => readDataSource(engine, request, call),
    validateEphemeralResourceConfig: (request, call) => validateEphemeralResourceConfig(engine, request, call),
    openEphemeralResource: (request, call) => openEphemeralResource(engine, request, call),
    renewEphemeralResource: (request, call) => renewEphemeralResource(engine, request, call),
    closeEphemeralResource: (request, call) => closeEphemeralResource(engine, request, call),
    listResource: (request, call) => listResource(engine, request, call),
    validateListResourceConfig: (request, call) => validateListResourceConfig(engine, request, call),
    getFunctions: () => getFunctions(engine),
    callFunction: (request) => callFunction(engine, request),
    planAction: (request, call) => planAction(engine, request, call),
    invokeAction: (request, call) => invokeAction(engine, request, call),
    validateActionConfig: (request, call) => validateActionConfig(engine, request, call),
    stopProvider: (request, call) => stopProvider(engine, request, call),
  };
}
