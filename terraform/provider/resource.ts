import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import { findConfigurationErrors } from "#access/model/vendors/configuration-errors.ts";
import type { Adapter, Change, PlanOutcome } from "#access/model/vendors/adapter.ts";
import { nullForeignAttributes, type NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { providerName } from "#access/model/provider/address.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { unknown } from "#access/schema/unknown.ts";
import type { Returned } from "#access/schema/records.ts";
import { PartialResult, type Diagnostic } from "../plugin/engine/diagnostic.ts";
import { type Call, type ResourceHandlers, type ServedResource, serveResource } from "../plugin/engine/provider.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { serveIdentity } from "./identity.ts";
import { contextOf } from "./context.ts";
import { serveConfigurations } from "./generated-configuration.ts";
import { listImportRules } from "./import-rules.ts";
import { listReplacingAttributes } from "./changed-attributes.ts";
import type { Connection } from "./connection.ts";
import type { Settings, Surroundings } from "#connection/surroundings.ts";
import { toDiagnostic } from "./explain.ts";
import { findKnownFacts } from "./known-facts.ts";
import { type Seal, sealPlan, prepareSeal } from "./sealing.ts";

type AnyRecord = { readonly [name: string]: unknown };

/**
 * Without the attributes that `ignore_changes` leaves as an import found them: Terraform then plans with what is in state,
 * which is null for what the vendor never returns. Validate has seen what the user wrote.
 */
function overlookIgnored({ attributes }: ResourceDefinition, config: AnyRecord, prior: AnyRecord | null): AnyRecord {
  if (prior === null) return config;
  const entries = Object.entries(config).map(([name, value]) => {
    const isUnread = attributes[name]?.facts.isReadBack === false;
    return [name, isUnread && value === null && prior[name] === null ? unknown : value] as const;
  });
  return Object.fromEntries(entries);
}

function adapterOf(
  definition: ResourceDefinition,
  { vendor, guard }: Connection,
): Adapter<ResourceDefinition, unknown> {
  const adapter = vendor.resources[definition.type];
  if (adapter !== undefined) return guard.wrap(definition, adapter);
  // Validate refuses one that the configuration has, unless the vendor was unknown then.
  const advice =
    "Remove it from the configuration. If only the state has it, another vendor's account does: point the provider block to that one.";
  const message = `${vendor.facts.title} does not support ${providerName}_${definition.type}.`;
  throw new AccessError("unsupported", message, { advice });
}

type AnyState = Returned<ResourceDefinition["attributes"]>;

/** Seals what was created, completely or partly, before it is stored. */
async function sealResult(seal: Seal, work: () => Promise<AnyState>): Promise<AnyState> {
  try {
    return await seal(await work());
  } catch (error) {
    if (error instanceof PartlyCreated) throw new PartialResult(await seal(error.state), error.cause);
    throw error;
  }
}

// Terraform moves state without configuring the provider, so the source provider determines the vendor.
const listMoves = (type: string) => Object.values(vendorFacts).flatMap(({ nouns }) => nouns[type]?.moves ?? []);

function nullForeign(definition: NounDefinition, title: string | undefined) {
  return title === undefined ? {} : nullForeignAttributes(definition, title);
}

function idOf(prior: { readonly [name: string]: unknown } | null): string | undefined {
  const id = prior?.["id"];
  return typeof id === "string" ? id : undefined;
}

/** What the vendor's adapter adds to a plan; nothing while the block is unknown. */
async function planWith(
  definition: ResourceDefinition,
  { client, ...call }: Pick<Call<Connection>, "signal" | "warn"> & { readonly client: Connection | undefined },
  change: Change<ResourceDefinition>,
): Promise<PlanOutcome<ResourceDefinition>> {
  if (client === undefined) return {};
  return (await adapterOf(definition, client).plan?.(contextOf({ client, ...call }), change)) ?? {};
}

/** Serves one noun for the vendor that the provider block names. */
export function serveAccessResource(
  definition: NounDefinition,
  surroundings: Surroundings,
): ServedResource<Connection, Settings> {
  const handlers: ResourceHandlers<ResourceDefinition, Connection, Settings> = {
    validate: ({ config, settings }) =>
      findConfigurationErrors(definition, config, findKnownFacts(settings, surroundings)).map(toDiagnostic),
    async plan({ config, prior, planned, replaces, settings, client, signal }) {
      // The vendor may have been unknown at validate, so the same rules run here.
      const facts = client?.vendor.facts ?? findKnownFacts(settings, surroundings);
      const faults = findConfigurationErrors(definition, overlookIgnored(definition, config, prior), facts);
      if (faults.length > 0) return { diagnostics: faults.map(toDiagnostic) };
      const shared = prior === null ? undefined : client?.managed.keep(definition, prior);
      if (shared !== undefined) return { diagnostics: [toDiagnostic(shared)] };
      const diagnostics: Diagnostic[] = [];
      const warn = (diagnostic: Omit<Diagnostic, "severity">): void =>
        void diagnostics.push({ severity: "warning", ...diagnostic });
      const change = { config, prior, planned, replaces };
      const { values = {}, replace = [], errors = [] } = await planWith(definition, { client, signal, warn }, change);
      const sealed = await sealPlan(definition, { ...planned, ...values });
      const replacing = prior === null ? [] : listReplacingAttributes(definition, facts, { prior, planned });
      return {
        values: { ...nullForeign(definition, facts?.title), ...values, ...sealed },
        diagnostics: [...diagnostics, ...errors.map(toDiagnostic)],
        replace: [...new Set([...replace, ...replacing])],
        successorNote: idOf(prior),
      };
    },
    planRemoval: ({ prior, client }) => [client?.managed.end(definition, prior) ?? []].flat().map(toDiagnostic),
    async create(request) {
      const seal = await prepareSeal(definition, request.plan);
      return sealResult(seal, async () => ({
        ...nullForeignAttributes(definition, request.client.vendor.facts.title),
        ...(await adapterOf(definition, request.client).create(contextOf(request), request.plan)),
      }));
    },
    read: (request) => adapterOf(definition, request.client).read(contextOf(request), request.prior),
    async update({ prior, plan, ...request }) {
      const seal = await prepareSeal(definition, plan);
      return sealResult(seal, () => adapterOf(definition, request.client).update(contextOf(request), { prior, plan }));
    },
    remove: (request) => adapterOf(definition, request.client).remove(contextOf(request), request.prior),
    importForms: ({ vendor }) => vendor.facts.nouns[definition.type]?.importForms,
    importRules: ({ vendor }) => listImportRules(vendor.facts, definition.type),
    moves: listMoves(definition.type),
    generateConfig: serveConfigurations(definition, surroundings),
  };
  return serveResource(definition, handlers, serveIdentity(definition));
}
