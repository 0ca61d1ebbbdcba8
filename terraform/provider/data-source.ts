import { AccessError } from "#access/model/errors.ts";
import type { DataSourceDefinition } from "#access/schema/definition.ts";
import { type ServedDataSource, serveDataSource } from "../plugin/engine/provider.ts";
import type { Connection, Settings } from "./connection.ts";

/** Serves one look-up for whichever vendor the provider block names. */
export function accessDataSource(definition: DataSourceDefinition): ServedDataSource<Connection, Settings> {
  return serveDataSource<DataSourceDefinition, Connection, Settings>(definition, {
    async read({ client: { vendor, client, now }, config, signal, warn }) {
      const lookup = vendor.dataSources[definition.type];
      if (lookup === undefined) {
        throw new AccessError("unsupported", `${vendor.facts.title} has no data source ${definition.type}.`);
      }
      return lookup.read({ client, now, signal, warn: (summary, detail) => warn({ summary, detail }) }, config);
    },
  });
}
