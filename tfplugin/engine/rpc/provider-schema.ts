import type { Engine } from "../engine.ts";
import { schemaMessage } from "../schema-message.ts";
import { functionMessages } from "./functions.ts";

const serverCapabilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true };

/** GetProviderSchema: everything that can be written in a configuration. */
export async function getProviderSchema(engine: Engine) {
  const { provider, resources, dataSources } = engine;
  const resourceSchemas = [...resources].map(([name, { definition }]) => [name, schemaMessage(definition)] as const);
  const dataSourceSchemas = [...dataSources].map(
    ([name, { definition }]) => [name, schemaMessage(definition)] as const,
  );
  return {
    provider: schemaMessage(provider),
    resourceSchemas: Object.fromEntries(resourceSchemas),
    dataSourceSchemas: Object.fromEntries(dataSourceSchemas),
    functions: functionMessages(engine),
    serverCapabilities,
  };
}

/** GetMetadata: the names alone. */
export async function getMetadata(engine: Engine) {
  return {
    resources: [...engine.resources.keys()].map((typeName) => ({ typeName })),
    dataSources: [...engine.dataSources.keys()].map((typeName) => ({ typeName })),
    functions: [...engine.functions.keys()].map((name) => ({ name })),
    serverCapabilities,
  };
}
