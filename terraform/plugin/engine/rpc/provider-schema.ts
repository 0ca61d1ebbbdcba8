import type { Engine } from "../engine.ts";
import { type Described, toSchemaMessage } from "../schema-message.ts";
import { toFunctionMessages } from "./functions.ts";

const serverCapabilities = {
  planDestroy: true,
  getProviderSchemaOptional: true,
  moveResourceState: true,
  generateResourceConfig: true,
};

function toSchemaMessages(served: ReadonlyMap<string, { readonly definition: Described }>) {
  return Object.fromEntries([...served].map(([name, { definition }]) => [name, toSchemaMessage(definition)]));
}

function toActionSchemas({ actions }: Engine) {
  return Object.fromEntries(
    [...actions].map(([name, { definition }]) => [name, { schema: toSchemaMessage(definition) }]),
  );
}

/** GetProviderSchema: everything that can be written in a configuration. */
export async function getProviderSchema(engine: Engine) {
  return {
    provider: toSchemaMessage(engine.provider),
    resourceSchemas: toSchemaMessages(engine.resources),
    dataSourceSchemas: toSchemaMessages(engine.dataSources),
    ephemeralResourceSchemas: toSchemaMessages(engine.ephemeralResources),
    listResourceSchemas: toSchemaMessages(engine.listResources),
    actionSchemas: toActionSchemas(engine),
    functions: toFunctionMessages(engine),
    serverCapabilities,
  };
}

/** GetMetadata: the names alone. */
export async function getMetadata(engine: Engine) {
  return {
    resources: [...engine.resources.keys()].map((typeName) => ({ typeName })),
    dataSources: [...engine.dataSources.keys()].map((typeName) => ({ typeName })),
    ephemeralResources: [...engine.ephemeralResources.keys()].map((typeName) => ({ typeName })),
    listResources: [...engine.listResources.keys()].map((typeName) => ({ typeName })),
    actions: [...engine.actions.keys()].map((typeName) => ({ typeName })),
    functions: [...engine.functions.keys()].map((name) => ({ name })),
    serverCapabilities,
  };
}
