import type { Diagnostic } from "#terraform/plugin/protocol/gen/tfplugin6.ts";
import type { ProviderClient } from "#terraform/plugin/protocol/provider-service.ts";
import type { Block } from "./configuration.ts";
import { shapeOf, typeOf, type Values } from "./shape.ts";

export interface Told {
  readonly address: string;
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

/** A resource in state. */
export interface Kept {
  readonly values: Values;
  readonly private: Uint8Array;
  readonly isTainted: boolean;
}

export interface Planned {
  /** Undefined if nothing changes. */
  readonly does: "create" | "update" | "replace" | undefined;
  readonly values: Values | null;
  readonly private: Uint8Array;
}

type Messages = readonly Diagnostic[];

const onlyErrors = (messages: Messages): Messages => messages.filter(({ severity }) => severity === "ERROR");

/** One configured provider: a plan is one, and its apply is another. Undefined and false say that an error was told. */
export class Session {
  readonly #client: ProviderClient;
  readonly #told: Told[];

  /** @param told where diagnostics are collected */
  constructor(client: ProviderClient, told: Told[]) {
    this.#client = client;
    this.#told = told;
  }

  collect(address: string, messages: Messages): boolean {
    for (const { severity, summary, detail } of messages) {
      this.#told.push({ address, severity: severity === "ERROR" ? "error" : "warning", summary, detail });
    }
    return onlyErrors(messages).length === 0;
  }

  async readData({ address, kind, type }: Block, config: Values): Promise<Values | undefined> {
    const shape = shapeOf({ kind, type });
    const answer = await this.#client.readDataSource({ typeName: `access_${type}`, config: shape.encode(config) });
    return this.collect(address, answer.diagnostics) ? (shape.decode(answer.state) ?? undefined) : undefined;
  }

  /** Null if the object is gone. */
  async read(address: string, kept: Kept): Promise<Kept | null | undefined> {
    const type = typeOf(address);
    const shape = shapeOf({ kind: "resource", type });
    const currentState = shape.encode(kept.values);
    const answer = await this.#client.readResource({ typeName: `access_${type}`, currentState, private: kept.private });
    if (!this.collect(address, answer.diagnostics)) return undefined;
    const values = shape.decode(answer.newState);
    return values && { ...kept, values, private: answer.private };
  }

  async #askForPlan({ type, kind }: Block, config: Values, prior: Pick<Kept, "private"> & { values: Values | null }) {
    const shape = shapeOf({ kind, type });
    return this.#client.planResourceChange({
      typeName: `access_${type}`,
      config: shape.encode(config),
      priorState: shape.encode(prior.values),
      proposedNewState: shape.encode(config),
      priorPrivate: prior.private,
    });
  }

  /** @param showsWarnings false at apply, since Terraform shows the warnings of a plan once */
  async plan(
    block: Block,
    { config, kept, showsWarnings }: { config: Values; kept: Kept | undefined; showsWarnings: boolean },
  ): Promise<Planned | undefined> {
    const { address, type } = block;
    const shape = shapeOf(block);
    const pick = showsWarnings ? (messages: Messages) => messages : onlyErrors;
    const validated = await this.#client.validateResourceConfig({
      typeName: `access_${type}`,
      config: shape.encode(config),
    });
    if (!this.collect(address, onlyErrors(validated.diagnostics))) return undefined;
    const nothing = { values: null, private: new Uint8Array() };
    const isTainted = kept?.isTainted === true;
    const first = await this.#askForPlan(block, config, kept === undefined || isTainted ? nothing : kept);
    if (!this.collect(address, pick(first.diagnostics))) return undefined;
    const isReplaced = kept !== undefined && (isTainted || first.requiresReplace.length > 0);
    // The successor's plan has the private state of the first one, as with Terraform.
    const successor = { values: null, private: first.plannedPrivate };
    const answer = isReplaced && !isTainted ? await this.#askForPlan(block, config, successor) : first;
    if (answer !== first && !this.collect(address, pick(answer.diagnostics))) return undefined;
    const values = shape.decode(answer.plannedState);
    const isSame = Buffer.compare(shape.encode(kept?.values ?? null).msgpack, shape.encode(values).msgpack) === 0;
    const change = kept === undefined ? "create" : isReplaced ? "replace" : "update";
    return { does: change === "update" && isSame ? undefined : change, values, private: answer.plannedPrivate };
  }

  async change(
    { address, type, kind }: Block,
    { config, prior, planned }: { config: Values; prior: Kept | undefined; planned: Planned },
  ): Promise<{ readonly kept: Kept | undefined; readonly isWhole: boolean }> {
    const shape = shapeOf({ kind, type });
    const answer = await this.#client.applyResourceChange({
      typeName: `access_${type}`,
      priorState: shape.encode(prior?.values ?? null),
      plannedState: shape.encode(planned.values),
      config: shape.encode(config),
      plannedPrivate: planned.private,
    });
    const isWhole = this.collect(address, answer.diagnostics);
    const values = shape.decode(answer.newState);
    if (values === null) return { kept: undefined, isWhole };
    return { kept: { values, private: answer.private, isTainted: !isWhole && prior === undefined }, isWhole };
  }

  async remove(address: string, kept: Kept): Promise<boolean> {
    const type = typeOf(address);
    const shape = shapeOf({ kind: "resource", type });
    const answer = await this.#client.applyResourceChange({
      typeName: `access_${type}`,
      priorState: shape.encode(kept.values),
      plannedState: shape.encode(null),
      config: shape.encode(null),
      plannedPrivate: kept.private,
    });
    return this.collect(address, answer.diagnostics);
  }

  async import(address: string, id: string): Promise<Kept | undefined> {
    const type = typeOf(address);
    const answer = await this.#client.importResourceState({ typeName: `access_${type}`, id });
    const [imported] = answer.importedResources;
    if (!this.collect(address, answer.diagnostics) || imported === undefined) return undefined;
    const values = shapeOf({ kind: "resource", type }).decode(imported.state) ?? {};
    return { values, private: imported.private, isTainted: false };
  }
}
