import { defineVendor } from "#access/model/vendors/adapter.ts";
import { accessReads } from "./access-reads.ts";
import { beside } from "./beside.gen.ts";
import { SignozConnection } from "./connection.ts";
import { dataSources } from "./data-sources.gen.ts";
import { graph } from "./facts/graph.ts";
import { facts } from "./facts/index.ts";
import { resources } from "./resources.gen.ts";

export const vendor = defineVendor<SignozConnection>({
  facts,
  graph,
  connect: (options) => new SignozConnection(options),
  access: accessReads,
  beside,
  resources,
  dataSources,
});
