import { defineVendor } from "#access/model/vendors/adapter.ts";
import { beside } from "./beside.gen.ts";
import { ArizeConnection } from "./connection.ts";
import { dataSources } from "./data-sources.gen.ts";
import { graph } from "./facts/graph.ts";
import { facts } from "./facts/index.ts";
import { resources } from "./resources.gen.ts";

export const vendor = defineVendor<ArizeConnection>({
  facts,
  graph,
  connect: (options) => new ArizeConnection(options),
  beside,
  resources,
  dataSources,
});
