import type { Attributes } from "#access/schema/attribute.ts";
import type { Log } from "../process/log.ts";
import type { Service } from "../grpc/endpoints.ts";
import { type ProviderHandlers, ProviderService } from "../protocol/provider-service.ts";
import { Engine } from "./engine.ts";
import type { Provider } from "./provider.ts";
import { applyResourceChange } from "./rpc/apply.ts";
import { closeEphemeralResource } from "./rpc/close-ephemeral.ts";
import { callFunction, getFunctions } from "./rpc/functions.ts";
import { importResourceState } from "./rpc/import.ts";
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
import { validateDataResourceConfig, validateEphemeralResourceConfig, validateResourceConfig } from "./rpc/validate.ts";

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
    readDataSource: (request, call) => readDataSource(engine, request, call),
    validateEphemeralResourceConfig: (request, call) => validateEphemeralResourceConfig(engine, request, call),
    openEphemeralResource: (request, call) => openEphemeralResource(engine, request, call),
    renewEphemeralResource: (request, call) => renewEphemeralResource(engine, request, call),
    closeEphemeralResource: (request, call) => closeEphemeralResource(engine, request, call),
    getFunctions: () => getFunctions(engine),
    callFunction: (request) => callFunction(engine, request),
    stopProvider: (request, call) => stopProvider(engine, request, call),
  };
}
