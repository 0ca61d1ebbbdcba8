import type { Engine } from "../engine.ts";
import { type Described, schemaMessage } from "../schema-message.ts";
import { functionMessages } from "./functions.ts";

const serverCapabilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true };

function schemaMessages(served: ReadonlyMap<string, { readonly definition: Described }>) {
  return Object.fromEntries([...served].map(([name, { definition }]) => [name, schemaMessage(definition)]));
}

/** GetProviderSchema: everything that can be written in a configuration. */
export async function getProviderSchema(engine: Engine) {
  return {
    provider: schemaMessage(engine.provider),
    resourceSchemas: schemaMessages(engine.resources),
    dataSourceSchemas: schemaMessages(engine.dataSources),
    ephemeralResourceSchemas: schemaMessages(engine.ephemeralResources),
    functions: functionMessages(engine),
    serverCapabilities,
  };
}

/** GetMetadata: the names alone. */
export async function getMetadata(engine: Engine) {
  return {
    resources: [...engine.resources.keys()].map((typeName) => ({ typeName })),
    dataSources: [...engine.dataSources.keys()].map((typeName) => ({ typeName })),
    ephemeralResources: [...engine.ephemeralResources.keys()].map((typeName) => ({ typeName })),
    functions: [...engine.functions.keys()].map((name) => ({ name })),
    serverCapabilities,
  };
}
