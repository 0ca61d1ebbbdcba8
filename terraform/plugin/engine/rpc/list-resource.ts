import { isWhollyKnown } from "#access/schema/unknown.ts";
import type { RpcCall } from "../../grpc/call.ts";
import { ProtocolError } from "../../protocol-error.ts";
import type { ListResourceEventInit, ListResourceRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Diagnostic, DiagnosticError } from "../diagnostic.ts";
import { toShownText } from "../diagnostic-message.ts";
import { type Engine, Findings } from "../engine.ts";
import { describeIdentity } from "../identity.ts";
import type { ListedItem } from "../list-resource.ts";
import { decodeBlock, encodeRecord } from "../record-codec.ts";
import { refuseUnusable } from "../unusable-values.ts";

/** Terraform sends it always; others may not. */
const defaultLimit = 100;

function refuseUnknown(typeName: string): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "The list cannot be read yet",
    detail: `The list of ${typeName} depends on values that are not known: those of its own block, or of the provider's. Use known values.`,
  });
}

function warnOfLimit(typeName: string, limit: number): Diagnostic {
  return {
    severity: "warning",
    summary: "The list ends at its limit",
    detail: `The list of ${typeName} has ${limit} objects, which is its limit, and there may be more. Set \`limit\` in its block to a higher number, or narrow it.`,
  };
}

/** One answer to ListResource. */
class Listing {
  readonly #engine: Engine;
  readonly #request: ListResourceRequest;
  readonly #call: RpcCall;
  readonly #limit: number;
  #findings: Findings;
  #count = 0;

  constructor(engine: Engine, request: ListResourceRequest, call: RpcCall) {
    this.#engine = engine;
    this.#request = request;
    this.#call = call;
    this.#limit = request.limit > 0n ? Number(request.limit) : defaultLimit;
    this.#findings = new Findings({});
  }

  /** What came up since the last event. */
  #takeDiagnostics() {
    const { diagnostics } = this.#findings;
    this.#findings = new Findings({});
    return diagnostics;
  }

  #open(): AsyncIterable<readonly ListedItem[]> {
    const { typeName } = this.#request;
    const { definition, handlers } = this.#engine.getListResource(typeName);
    const { attributes } = definition;
    const state = this.#engine.getState(this.#call);
    const config = decodeBlock(attributes, this.#request.config);
    if (!isWhollyKnown(config) || state.configured === undefined) throw refuseUnknown(typeName);
    refuseUnusable(attributes, config);
    const call = this.#engine.createCall(state, {
      add: (...diagnostics) => this.#findings.add(...diagnostics),
    });
    // Whichever ends first: Terraform's run, or this call, at whose end nobody reads on.
    const signal = AbortSignal.any([state.stop.signal, this.#call.signal]);
    return handlers.list({ ...call, config, signal });
  }

  #describe({ displayName, state }: ListedItem): ListResourceEventInit {
    const { typeName, includeResourceObject } = this.#request;
    const served = this.#engine.getResource(typeName);
    const { configured } = this.#engine.getState(this.#call);
    const identity = configured === undefined ? undefined : describeIdentity(served, configured, state);
    if (identity === undefined) throw new ProtocolError(`${typeName} is listed and has no identity`);
    const object = includeResourceObject ? { resourceObject: encodeRecord(served.definition.attributes, state) } : {};
    return { identity, displayName: toShownText(displayName), ...object };
  }

  async *#listPages(): AsyncGenerator<ListResourceEventInit> {
    const { typeName } = this.#request;
    for await (const page of this.#open()) {
      if (this.#findings.hasAny) yield { diagnostic: this.#takeDiagnostics() };
      for (const item of page) {
        this.#count += 1;
        const isLast = this.#count >= this.#limit;
        if (isLast) this.#findings.add(warnOfLimit(typeName, this.#limit));
        yield { ...this.#describe(item), diagnostic: this.#takeDiagnostics() };
        if (isLast || this.#call.signal.aborted) return;
      }
    }
  }

  /** An error ends the list, and is in the last event. */
  async *events(): AsyncGenerator<ListResourceEventInit> {
    try {
      yield* this.#listPages();
    } catch (error) {
      this.#findings.add(...this.#engine.explain(error));
    }
    if (this.#findings.hasAny) yield { diagnostic: this.#takeDiagnostics() };
  }
}

/** Streams objects as they are read. No page is read before the objects of the one before were taken. */
export function listResource(
  engine: Engine,
  request: ListResourceRequest,
  call: RpcCall,
): AsyncIterable<ListResourceEventInit> {
  return new Listing(engine, request, call).events();
}
