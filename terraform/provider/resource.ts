import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import { configurationErrors, immutableAttributes } from "#access/model/vendors/configuration-errors.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import { foreignComputed, type NounDefinition } from "#access/model/nouns/own-attributes.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import type { Returned } from "#access/schema/records.ts";
import { PartialResult, type Problem } from "../plugin/engine/problem.ts";
import { type Call, type ServedResource, serveResource } from "../plugin/engine/provider.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { changedAttributes } from "./changed-attributes.ts";
import { type Connection, factsOf, type Settings, type Surroundings } from "./connection.ts";
import { toProblem } from "./explain.ts";
import { type Seal, sealedPlan, sealFor } from "./sealing.ts";

function contextOf({ client: { client, now }, signal, warn }: Omit<Call<Connection>, "log">): Context<unknown> {
  return { client, now, signal, warn: (summary, detail) => warn({ summary, detail }) };
}

function adapterOf(
  definition: ResourceDefinition,
  { vendor, guard }: Connection,
): Adapter<ResourceDefinition, unknown> {
  const adapter = vendor.resources[definition.type];
  if (adapter !== undefined) return guard.over(definition, adapter);
  throw new AccessError("unsupported", `${vendor.facts.title} has no ${definition.type}.`);
}

/** The provider's facts where its block says whose; a broken block is reported by its own validation. */
function knownFacts(settings: Settings | null, surroundings: Surroundings) {
  try {
    return settings === null ? undefined : factsOf(settings, surroundings);
  } catch (error) {
    if (error instanceof AccessError) return undefined;
    throw error;
  }
}

type AnyState = Returned<ResourceDefinition["attributes"]>;

/** What was made, in whole or in part, as it may be stored. */
async function storable(seal: Seal, work: () => Promise<AnyState>): Promise<AnyState> {
  try {
    return await seal(await work());
  } catch (error) {
    if (error instanceof PartlyCreated) throw new PartialResult(await seal(error.state), error.cause);
    throw error;
  }
}

// A move runs unconfigured, so that the vendor is told by the provider that the state comes from.
const movesTo = (type: string) => Object.values(vendorFacts).flatMap(({ nouns }) => nouns[type]?.moves ?? []);

/** Serves one noun for whichever vendor the provider block names. */
export function accessResource(
  definition: NounDefinition,
  surroundings: Surroundings,
): ServedResource<Connection, Settings> {
  return serveResource<ResourceDefinition, Connection, Settings>(definition, {
    validate: ({ config, settings }) =>
      configurationErrors(definition, config, knownFacts(settings, surroundings)).map(toProblem),
    async plan({ config, prior, planned, settings, client, signal }) {
      // The vendor's name may have been unknown at validate: the same rules run here, with the same words.
      const facts = client?.vendor.facts ?? knownFacts(settings, surroundings);
      const refused = configurationErrors(definition, config, facts);
      if (refused.length > 0) return { problems: refused.map(toProblem) };
      const problems: Problem[] = [];
      const warn = (problem: Omit<Problem, "severity">): void =>
        void problems.push({ severity: "warning", ...problem });
      const outcome =
        client === undefined
          ? {}
          : await adapterOf(definition, client).plan?.(contextOf({ client, signal, warn }), { config, prior, planned });
      const { values = {}, replace = [], errors = [] } = outcome ?? {};
      const sealed = await sealedPlan(definition, { ...planned, ...values });
      const immutable = facts === undefined ? [] : immutableAttributes(definition.type, facts);
      const changed = prior === null ? [] : changedAttributes(definition, prior, planned);
      return {
        values: { ...(facts === undefined ? {} : foreignComputed(definition, facts.title)), ...values, ...sealed },
        problems: [...problems, ...errors.map(toProblem)],
        replace: [...replace, ...immutable.filter((name) => changed.includes(name))],
      };
    },
    async create(request) {
      const seal = await sealFor(definition, request.plan);
      return storable(seal, async () => ({
        ...foreignComputed(definition, request.client.vendor.facts.title),
        ...(await adapterOf(definition, request.client).create(contextOf(request), request.plan)),
      }));
    },
    read: (request) => adapterOf(definition, request.client).read(contextOf(request), request.prior),
    async update({ prior, plan, ...request }) {
      const seal = await sealFor(definition, plan);
      return storable(seal, () => adapterOf(definition, request.client).update(contextOf(request), { prior, plan }));
    },
    remove: (request) => adapterOf(definition, request.client).remove(contextOf(request), request.prior),
    importForms: ({ vendor }) => vendor.facts.nouns[definition.type]?.importForms,
    moves: movesTo(definition.type),
  });
}
