import { defineVendor } from "#access/model/vendors/adapter.ts";
import { SignozConnection } from "./connection.ts";
import { dataSources } from "./data-sources.gen.ts";
import { facts } from "./facts/index.ts";
import { resources } from "./resources.gen.ts";
import { readTokenRights } from "./rights.ts";

export const vendor = defineVendor<SignozConnection>({
  facts,
  connect: (options) => new SignozConnection(options),
  rights: readTokenRights,
  resources,
  dataSources,
});
