import { randomUUID } from "node:crypto";
import { defineVendor } from "#access/model/vendors/adapter.ts";
import { accessReads } from "./access-reads.ts";
import { beside } from "./beside.gen.ts";
import { BigeyeConnection } from "./connection.ts";
import { dataSources } from "./data-sources.gen.ts";
import { graph } from "./facts/graph.ts";
import { facts } from "./facts/index.ts";
import { resources } from "./resources.gen.ts";

export const vendor = defineVendor<BigeyeConnection>({
  facts,
  graph,
  connect: (options) => new BigeyeConnection(options, randomUUID),
  access: accessReads,
  beside,
  resources,
  dataSources,
});
