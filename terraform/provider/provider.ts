import { providerName } from "#access/model/provider/address.ts";
import { providerSettings, providerSummary } from "#access/model/provider/settings.ts";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { DiagnosticError } from "../plugin/engine/diagnostic.ts";
import type { Provider } from "../plugin/engine/provider.ts";
import { ephemeralDefinitions, nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { listWarnings } from "#connection/caution.ts";
import { listSettingsErrors } from "#connection/open-account.ts";
import { serveAccessActions } from "./actions/serve-actions.ts";
import { connect, type Connection } from "./connection.ts";
import type { Surroundings } from "#connection/surroundings.ts";
import { serveAccessDataSource } from "./data-source.ts";
import { serveAccessEphemeral } from "./ephemeral/serve.ts";
import { explain, toDiagnostic } from "./explain.ts";
import { functions } from "./functions.gen.ts";
import { serveAccessList } from "./list-resource.ts";
import { serveAccessResource } from "./resource.ts";

/** Those that some vendor lists. */
export function listListableNouns() {
  return nounDefinitions.filter(({ type }) =>
    Object.values(vendorFacts).some(({ nouns }) => nouns[type] !== undefined && nouns[type].unlisted === undefined),
  );
}

/** The provider `latchkey/access`: it serves each noun through the adapter of the vendor that the block names. */
export function createAccessProvider(surroundings: Surroundings): Provider<typeof providerSettings, Connection> {
  const resources = nounDefinitions.map((definition) => ({
    definition,
    resource: serveAccessResource(definition, surroundings),
  }));
  return {
    name: providerName,
    summary: providerSummary,
    attributes: providerSettings,
    validate: (settings) => listSettingsErrors(settings, surroundings).map(toDiagnostic),
    async configure({ settings, log, warn }) {
      const errors = listSettingsErrors(settings, surroundings);
      if (errors.length > 0) throw new DiagnosticError(...errors.map(toDiagnostic));
      const connection = await connect(settings, surroundings, (message, fields, level = "debug") =>
        log[level](message, fields),
      );
      for (const warning of listWarnings(settings, connection, surroundings)) warn(warning);
      return connection;
    },
    explain,
    resources: resources.map(({ resource }) => resource),
    dataSources: dataSourceDefinitions.map(serveAccessDataSource),
    ephemeralResources: ephemeralDefinitions.map((definition) => serveAccessEphemeral(definition, surroundings)),
    functions,
    listResources: () => listListableNouns().map((definition) => serveAccessList(definition, surroundings)),
    actions: () => resources.flatMap((served) => serveAccessActions(served, surroundings)),
  };
}
