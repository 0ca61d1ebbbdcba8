import type { Attributes } from "#access/schema/attribute.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { RpcCall } from "../grpc/call.ts";
import type { Log } from "../process/log.ts";
import type { ServedAction } from "./action.ts";
import { toDiagnosticMessage } from "./diagnostic-message.ts";
import type { ServedEphemeralResource } from "./ephemeral.ts";
import { type Diagnostic, DiagnosticError } from "./diagnostic.ts";
import type { Call } from "./handler-call.ts";
import type { ServedListResource } from "./list-resource.ts";
import type { Provider, ServedDataSource, ServedFunction, ServedResource } from "./provider.ts";
import { OpenedResources } from "./opened-resources.ts";
import { type SessionState, SessionStates } from "./session-state.ts";

type AnySettings = { readonly [name: string]: unknown };

type Session = SessionState<unknown, AnySettings>;

/** A provider whose types are forgotten. The engine gives each handler only what it decoded by that handler's schema. */
export type AnyProvider = Provider<Attributes, unknown>;

/** One request's diagnostics, gathered as they come up. */
export class Findings {
  readonly #found: Diagnostic[] = [];
  readonly #attributes: Attributes;

  constructor(attributes: Attributes) {
    this.#attributes = attributes;
  }

  add(...diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const isKnown = this.#found.some(
        ({ summary, detail }) => summary === diagnostic.summary && detail === diagnostic.detail,
      );
      if (!isKnown) this.#found.push(diagnostic);
    }
  }

  get hasAny(): boolean {
    return this.#found.length > 0;
  }

  get diagnostics() {
    return this.#found.map((diagnostic) => toDiagnosticMessage(this.#attributes, diagnostic));
  }
}

interface Typed {
  readonly definition: { readonly type: string };
}

function indexByType<T extends Typed>({ name }: AnyProvider, served: readonly T[]): ReadonlyMap<string, T> {
  return new Map(served.map((one) => [`${name}_${one.definition.type}`, one]));
}

/** What all RPCs share: the provider's records by Terraform's names, and the state of each connection. */
export class Engine {
  readonly provider: AnyProvider;
  readonly log: Log;
  readonly opened = new OpenedResources();
  readonly #states = new SessionStates<unknown, AnySettings>();
  readonly #resources: ReadonlyMap<string, ServedResource<unknown, AnySettings>>;
  readonly #dataSources: ReadonlyMap<string, ServedDataSource<unknown, AnySettings>>;
  readonly #ephemeralResources: ReadonlyMap<string, ServedEphemeralResource<unknown, AnySettings>>;
  readonly #functions: ReadonlyMap<string, ServedFunction>;
  #listResources: ReadonlyMap<string, ServedListResource<unknown, AnySettings>> | undefined;
  #actions: ReadonlyMap<string, ServedAction<unknown, AnySettings>> | undefined;

  constructor(provider: AnyProvider, log: Log) {
    this.provider = provider;
    this.log = log;
    this.#resources = indexByType(provider, provider.resources);
    this.#dataSources = indexByType(provider, provider.dataSources);
    this.#ephemeralResources = indexByType(provider, provider.ephemeralResources ?? []);
    this.#functions = new Map((provider.functions ?? []).map((served) => [served.definition.name, served]));
  }

  get resources(): ReadonlyMap<string, ServedResource<unknown, AnySettings>> {
    return this.#resources;
  }

  get dataSources(): ReadonlyMap<string, ServedDataSource<unknown, AnySettings>> {
    return this.#dataSources;
  }

  get ephemeralResources(): ReadonlyMap<string, ServedEphemeralResource<unknown, AnySettings>> {
    return this.#ephemeralResources;
  }

  get listResources(): ReadonlyMap<string, ServedListResource<unknown, AnySettings>> {
    this.#listResources ??= indexByType(this.provider, this.provider.listResources?.() ?? []);
    return this.#listResources;
  }

  get actions(): ReadonlyMap<string, ServedAction<unknown, AnySettings>> {
    this.#actions ??= indexByType(this.provider, this.provider.actions?.() ?? []);
    return this.#actions;
  }

  get functions(): ReadonlyMap<string, ServedFunction> {
    return this.#functions;
  }

  getResource(typeName: string): ServedResource<unknown, AnySettings> {
    const served = this.#resources.get(typeName);
    if (served === undefined) throw new ProtocolError(`This provider has no resource ${typeName}`);
    return served;
  }

  getDataSource(typeName: string): ServedDataSource<unknown, AnySettings> {
    const served = this.#dataSources.get(typeName);
    if (served === undefined) throw new ProtocolError(`This provider has no data source ${typeName}`);
    return served;
  }

  getEphemeralResource(typeName: string): ServedEphemeralResource<unknown, AnySettings> {
    const served = this.#ephemeralResources.get(typeName);
    if (served === undefined) throw new ProtocolError(`This provider has no ephemeral resource ${typeName}`);
    return served;
  }

  getListResource(typeName: string): ServedListResource<unknown, AnySettings> {
    const served = this.listResources.get(typeName);
    if (served === undefined) throw new ProtocolError(`This provider has no list of ${typeName}`);
    return served;
  }

  getAction(typeName: string): ServedAction<unknown, AnySettings> {
    const served = this.actions.get(typeName);
    if (served === undefined) throw new ProtocolError(`This provider has no action ${typeName}`);
    return served;
  }

  getFunction(name: string): ServedFunction {
    const served = this.#functions.get(name);
    if (served === undefined) throw new ProtocolError(`This provider has no function ${name}`);
    return served;
  }

  getState({ session }: RpcCall): Session {
    return this.#states.of(session);
  }

  /**
   * What a handler is given, once the provider block is known.
   * @param signal what ends is ended after Terraform asked to stop, too: it must not be left behind. @default StopProvider
   */
  createCall(state: Session, findings: Pick<Findings, "add">, signal = state.stop.signal): Call<unknown> {
    return {
      client: state.configured?.client,
      signal,
      log: this.log,
      warn: (diagnostic) => findings.add({ ...diagnostic, severity: "warning" }),
    };
  }

  /** Turns an error into diagnostics, in the provider's own words if it knows the error. */
  explain(error: unknown): readonly Diagnostic[] {
    if (error instanceof DiagnosticError) return error.diagnostics;
    const known = this.provider.explain(error);
    if (known !== undefined) return known;
    const message = error instanceof Error ? error.message : "a value was thrown that is not an Error";
    this.log.error("a handler failed unexpectedly", {
      error: message,
      stack: error instanceof Error ? error.stack : "",
    });
    return [
      {
        severity: "error",
        summary: `The provider ${this.provider.name} failed unexpectedly`,
        detail: `${message}\n\nThis is a bug in the provider, not in your configuration. Set TF_LOG_PROVIDER=debug to see its log.`,
      },
    ];
  }

  /** Runs a handler. An error becomes diagnostics, and the result is undefined. */
  async attempt<T>(findings: Findings, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      findings.add(...this.explain(error));
      return undefined;
    }
  }
}
