import { providerName, providerSettings, providerSummary } from "#access/model/provider/settings.ts";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { ProblemError } from "../plugin/engine/problem.ts";
import type { Provider } from "../plugin/engine/provider.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { cautionFor } from "./caution.ts";
import { connect, type Connection, type Surroundings, settingsErrors } from "./connection.ts";
import { accessDataSource } from "./data-source.ts";
import { explain, toProblem } from "./explain.ts";
import { functions } from "./functions.gen.ts";
import { accessResource } from "./resource.ts";

/** The provider `latchkey/access`: the model's nouns, carried out by the vendor that the block names. */
export function accessProvider(surroundings: Surroundings): Provider<typeof providerSettings, Connection> {
  return {
    name: providerName,
    summary: providerSummary,
    attributes: providerSettings,
    validate: (settings) => settingsErrors(settings, surroundings).map(toProblem),
    async configure({ settings, log, warn }) {
      const errors = settingsErrors(settings, surroundings);
      if (errors.length > 0) throw new ProblemError(...errors.map(toProblem));
      const connection = await connect(settings, surroundings, (message, fields) => log.debug(message, fields));
      const caution = cautionFor(connection);
      if (caution !== undefined) warn(caution);
      return connection;
    },
    explain,
    resources: nounDefinitions.map((definition) => accessResource(definition, surroundings)),
    dataSources: dataSourceDefinitions.map(accessDataSource),
    functions,
  };
}
