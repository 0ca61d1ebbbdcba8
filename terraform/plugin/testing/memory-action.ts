import type { Diagnostic, Schema } from "../protocol/gen/tfplugin6.ts";
import type { ProviderClient } from "../protocol/provider-service.ts";
import { encodeBlock, listNames, showDiagnostics, type WireRecord } from "./memory-query.ts";
import { RuleBroken } from "./rule-broken.ts";

export interface Invoked {
  readonly progress: readonly string[];
  /** As a user reads them: `summary: detail`. */
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/**
 * Terraform 1.14's side of one action: requests are shaped as Terraform's client shapes them, and the events are held to
 * what it demands of them: it panics at one that is neither progress nor the end, and waits for exactly one end.
 */
export class MemoryAction {
  readonly #client: ProviderClient;
  readonly #typeName: string;
  readonly #schema: Schema;

  private constructor(client: ProviderClient, typeName: string, schema: Schema) {
    this.#client = client;
    this.#typeName = typeName;
    this.#schema = schema;
  }

  /** @throws RuleBroken if there is no such action */
  static async open(client: ProviderClient, typeName: string): Promise<MemoryAction> {
    const { actionSchemas } = await client.getProviderSchema({});
    const schema = actionSchemas[typeName]?.schema;
    if (schema === undefined) throw new RuleBroken(`there is no action ${typeName}`);
    const { actions } = await client.getMetadata({});
    if (!actions.some((one) => one.typeName === typeName)) throw new RuleBroken(`${typeName} is not in the metadata`);
    return new MemoryAction(client, typeName, schema);
  }

  get argumentNames(): readonly string[] {
    return listNames(this.#schema);
  }

  async validate(config: WireRecord): Promise<readonly string[]> {
    const request = { typeName: this.#typeName, config: encodeBlock(this.#schema, config) };
    return showDiagnostics((await this.#client.validateActionConfig(request)).diagnostics, "ERROR");
  }

  async plan(config: WireRecord) {
    const { diagnostics, deferred } = await this.#client.planAction({
      actionType: this.#typeName,
      config: encodeBlock(this.#schema, config),
      clientCapabilities: { deferralAllowed: false },
    });
    if (deferred !== undefined) throw new RuleBroken(`${this.#typeName} was deferred, and nobody allowed it`);
    return { errors: showDiagnostics(diagnostics, "ERROR"), warnings: showDiagnostics(diagnostics, "WARNING") };
  }

  async invoke(
    config: WireRecord,
    options: { readonly onProgress?: (message: string) => void } = {},
  ): Promise<Invoked> {
    const progress: string[] = [];
    let completed: readonly Diagnostic[] | undefined;
    const request = {
      actionType: this.#typeName,
      config: encodeBlock(this.#schema, config),
      clientCapabilities: { deferralAllowed: false },
    };
    for await (const { type } of this.#client.invokeAction(request)) {
      if (type === undefined) throw new RuleBroken("an event that is nothing makes Terraform panic");
      if (completed !== undefined) throw new RuleBroken(`${this.#typeName} goes on after its end`);
      if (type.kind === "completed") {
        completed = type.value.diagnostics;
        continue;
      }
      progress.push(type.value.message);
      options.onProgress?.(type.value.message);
    }
    if (completed === undefined) throw new RuleBroken(`${this.#typeName} never ended`);
    return { progress, warnings: showDiagnostics(completed, "WARNING"), errors: showDiagnostics(completed, "ERROR") };
  }
}
