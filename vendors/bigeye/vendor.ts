import { randomUUID } from "node:crypto";
import { defineVendor } from "#access/model/vendors/adapter.ts";
import { BigeyeConnection } from "./connection.ts";
import { dataSources } from "./data-sources.gen.ts";
import { facts } from "./facts/index.ts";
import { resources } from "./resources.gen.ts";
import { readRights } from "./rights.ts";

export const vendor = defineVendor<BigeyeConnection>({
  facts,
  connect: (options) => new BigeyeConnection(options, randomUUID),
  rights: readRights,
  resources,
  dataSources,
});
