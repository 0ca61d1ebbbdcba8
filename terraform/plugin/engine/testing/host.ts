import type { Attributes } from "#access/schema/attribute.ts";
import { createMemoryTransport } from "../../grpc/testing/memory-transport.ts";
import { silent } from "../../process/log.ts";
import { type ProviderClient, ProviderService } from "../../protocol/provider-service.ts";
import type { Diagnostic } from "../../protocol/gen/tfplugin6.ts";
import type { AnyRecord } from "../plan.ts";
import type { Provider } from "../provider.ts";
import { createProviderHandlers } from "../provider-handlers.ts";
import { decodeRecord, encodeRecord } from "../record-codec.ts";

/** The parts of a diagnostic that a user sees. */
export interface ShownDiagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly at: string;
}

function showDiagnostics(diagnostics: readonly Diagnostic[]): readonly ShownDiagnostic[] {
  return diagnostics.map(({ severity, summary, detail, attribute }) => ({
    severity,
    summary,
    detail,
    at: (attribute?.steps ?? []).map(({ selector }) => String(selector?.value)).join("."),
  }));
}

/** Terraform's side of the protocol, in memory: records in, records out. */
export class Host {
  readonly client: ProviderClient;
  readonly #attributes: Attributes;
  readonly #settings: Attributes;
  readonly #typeName: string;

  constructor(client: ProviderClient, of: { attributes: Attributes; settings: Attributes; typeName: string }) {
    this.client = client;
    this.#attributes = of.attributes;
    this.#settings = of.settings;
    this.#typeName = of.typeName;
  }

  #in(record: AnyRecord | null) {
    const nulls = Object.fromEntries(Object.keys(this.#attributes).map((name) => [name, null]));
    return encodeRecord(this.#attributes, record === null ? null : { ...nulls, ...record });
  }

  async configure(settings: AnyRecord): Promise<readonly ShownDiagnostic[]> {
    const config = encodeRecord(this.#settings, settings);
    const { diagnostics } = await this.client.configureProvider({ config, terraformVersion: "1.11.4" });
    return showDiagnostics(diagnostics);
  }

  async validate(config: AnyRecord, writeOnlyAttributesAllowed = true): Promise<readonly ShownDiagnostic[]> {
    const clientCapabilities = { writeOnlyAttributesAllowed };
    const request = { typeName: this.#typeName, config: this.#in(config), clientCapabilities };
    return showDiagnostics((await this.client.validateResourceConfig(request)).diagnostics);
  }

  async plan(config: AnyRecord | null, prior: AnyRecord | null = null, priorPrivate = new Uint8Array()) {
    const answer = await this.client.planResourceChange({
      typeName: this.#typeName,
      config: this.#in(config),
      priorState: this.#in(prior),
      proposedNewState: this.#in(config),
      priorPrivate,
    });
    return {
      planned: decodeRecord(this.#attributes, answer.plannedState),
      replace: answer.requiresReplace.map(({ steps }) =>
        steps.map(({ selector }) => String(selector?.value)).join("."),
      ),
      private: answer.plannedPrivate,
      diagnostics: showDiagnostics(answer.diagnostics),
    };
  }

  async apply(change: {
    prior?: AnyRecord | null;
    planned: AnyRecord | null;
    config?: AnyRecord;
    private?: Uint8Array;
  }) {
    const answer = await this.client.applyResourceChange({
      typeName: this.#typeName,
      priorState: this.#in(change.prior ?? null),
      plannedState: this.#in(change.planned),
      config: this.#in(change.config ?? change.planned),
      plannedPrivate: change.private ?? new Uint8Array(),
    });
    const state = decodeRecord(this.#attributes, answer.newState);
    return { state, private: Buffer.from(answer.private).toString(), diagnostics: showDiagnostics(answer.diagnostics) };
  }

  async read(state: AnyRecord, kept = new Uint8Array()) {
    const answer = await this.client.readResource({
      typeName: this.#typeName,
      currentState: this.#in(state),
      private: kept,
    });
    const current = decodeRecord(this.#attributes, answer.newState);
    return {
      state: current,
      private: Buffer.from(answer.private).toString(),
      diagnostics: showDiagnostics(answer.diagnostics),
    };
  }

  async import(id: string) {
    const answer = await this.client.importResourceState({ typeName: this.#typeName, id });
    return {
      states: answer.importedResources.map(({ state }) => decodeRecord(this.#attributes, state)),
      diagnostics: showDiagnostics(answer.diagnostics),
    };
  }

  async upgrade(version: number, stored: string) {
    const rawState = { json: Buffer.from(stored) };
    const answer = await this.client.upgradeResourceState({
      typeName: this.#typeName,
      version: BigInt(version),
      rawState,
    });
    return {
      state: decodeRecord(this.#attributes, answer.upgradedState),
      diagnostics: showDiagnostics(answer.diagnostics),
    };
  }
}

/** Connects to a provider in memory. `connect` again for a second connection of the same process. */
export function openHost<P extends Attributes, C>(provider: Provider<P, C>): { readonly connect: () => Host } {
  const transport = createMemoryTransport([
    { service: ProviderService, handlers: createProviderHandlers(provider, silent) },
  ]);
  const [first] = provider.resources;
  if (first === undefined) throw new Error("the provider has no resource");
  const { attributes, type } = first.definition;
  const of = { attributes, settings: provider.attributes, typeName: `${provider.name}_${type}` };
  return { connect: () => new Host(transport.connect().client(ProviderService), of) };
}
