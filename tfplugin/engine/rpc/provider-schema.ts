import type { Engine } from "../engine.ts";
import { schemaMessage } from "../schema-message.ts";

const serverCapabilities = { planDestroy: true, getProviderSchemaOptional: true };

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
    serverCapabilities,
  };
}

/** GetMetadata: the names alone. */
export async function getMetadata(engine: Engine) {
  return {
    resources: [...engine.resources.keys()].map((typeName) => ({ typeName })),
    dataSources: [...engine.dataSources.keys()].map((typeName) => ({ typeName })),
    serverCapabilities,
  };
}
