import { providerName } from "#access/model/provider/address.ts";
import { AccessError } from "#access/model/errors.ts";
import type { DataSourceDefinition } from "#access/schema/definition.ts";
import { type ServedDataSource, serveDataSource } from "../plugin/engine/provider.ts";
import type { Connection } from "./connection.ts";
import type { Settings } from "#connection/surroundings.ts";

/** Serves one data source for the vendor that the provider block names. */
export function serveAccessDataSource(definition: DataSourceDefinition): ServedDataSource<Connection, Settings> {
  return serveDataSource<DataSourceDefinition, Connection, Settings>(definition, {
    async read({ client: { vendor, client, now }, config, signal, warn }) {
      const lookup = vendor.dataSources[definition.type];
      if (lookup === undefined) {
        throw new AccessError(
          "unsupported",
          `${vendor.facts.title} does not support the data source ${providerName}_${definition.type}.`,
        );
      }
      return lookup.read(
        { client, facts: vendor.facts, now, signal, warn: (summary, detail) => warn({ summary, detail }) },
        config,
      );
    },
  });
}
