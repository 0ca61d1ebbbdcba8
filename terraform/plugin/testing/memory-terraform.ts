import type { Attributes, Type } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { toMeaning } from "#access/schema/equality.ts";
import { isUnknown, isWhollyKnown } from "#access/schema/unknown.ts";
import type { AnyRecord } from "../engine/plan.ts";
import { MemoryIdentity, type StoredIdentity } from "./memory-identity.ts";
import { RuleBroken } from "./rule-broken.ts";
import { dropFormats, normalizeRecord } from "./terraform-values.ts";
import { decodeRecord, encodeRecord } from "../engine/record-codec.ts";
import type { ProviderClient } from "../protocol/provider-service.ts";
import type { Diagnostic } from "../protocol/gen/tfplugin6.ts";

/** The vendor refused what had been planned. */
class ApplyFailed extends Error {
  override readonly name = "ApplyFailed";
}

/** What became of a configuration: refused at validate or plan, applied, or planned and refused by the vendor. */
export interface Outcome {
  readonly kind: "refused" | "applied" | "failed";
  readonly reason: string;
}

interface Planned {
  readonly record: AnyRecord;
  readonly replaces: readonly string[];
  readonly kept: Uint8Array;
  readonly identity: StoredIdentity;
}

interface DrivenResource {
  readonly typeName: string;
  readonly attributes: Attributes;
  /** How a new process of the provider is configured: Terraform has one for each plan and each apply. */
  configure(): Promise<ProviderClient>;
}

function showValue(value: unknown): string {
  return value === undefined
    ? "nothing"
    : JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
}

/**
 * Terraform's side of one resource, in memory: refresh, validate, plan, apply, with the checks that Terraform makes of
 * each answer. It is much faster than the real one, so that thousands of configurations can be tried.
 */
export class MemoryTerraform {
  readonly #configure: () => Promise<ProviderClient>;
  #client: ProviderClient;
  readonly #typeName: string;
  readonly #attributes: Attributes;
  readonly #exact: Readonly<Record<string, Type>>;
  readonly identity: MemoryIdentity;
  #state: AnyRecord | null = null;
  #private: Uint8Array = new Uint8Array();
  /** Whether nothing happened since the last refresh. */
  #isFresh = false;

  private constructor(client: ProviderClient, resource: DrivenResource, identity: MemoryIdentity) {
    this.#client = client;
    this.#configure = () => resource.configure();
    this.#typeName = resource.typeName;
    this.#attributes = resource.attributes;
    this.identity = identity;
    this.#exact = Object.fromEntries(
      Object.entries(resource.attributes).map(([name, { facts }]) => [name, dropFormats(facts.type)]),
    );
  }

  static async open(resource: DrivenResource): Promise<MemoryTerraform> {
    const client = await resource.configure();
    return new MemoryTerraform(client, resource, await MemoryIdentity.open(client, resource.typeName));
  }

  get state(): AnyRecord | null {
    return this.#state;
  }

  /** Takes over what `terraform show -json` prints of a resource. */
  async adopt(json: string, version: number): Promise<AnyRecord> {
    const { upgradedState, diagnostics } = await this.#client.upgradeResourceState({
      typeName: this.#typeName,
      version: BigInt(version),
      rawState: { json: Buffer.from(json) },
    });
    const state = decodeRecord(this.#attributes, upgradedState);
    if (state === null) throw new RuleBroken(`nothing was adopted: ${this.#list(diagnostics).join("; ")}`);
    this.#state = state;
    return state;
  }

  /** All errors. @throws RuleBroken if one of them blames the provider */
  #list(diagnostics: readonly Diagnostic[]): readonly string[] {
    const errors = diagnostics.filter(({ severity }) => severity === "ERROR");
    const texts = errors.map(({ summary, detail }) => `${summary}: ${detail}`);
    for (const text of texts) if (/bug in the provider|failed unexpectedly/.test(text)) throw new RuleBroken(text);
    return texts;
  }

  #isExactly(name: string, left: unknown, right: unknown): boolean {
    const type = this.#exact[name] ?? { kind: "text" };
    return toMeaning(type, left ?? null) === toMeaning(type, right ?? null);
  }

  #in(record: AnyRecord | null) {
    const nulls = Object.fromEntries(Object.keys(this.#attributes).map((name) => [name, null]));
    return encodeRecord(this.#attributes, record === null ? null : { ...nulls, ...record });
  }

  async refresh(): Promise<void> {
    if (this.#state === null) return;
    await this.identity.upgrade();
    const answer = await this.#client.readResource({
      typeName: this.#typeName,
      currentState: this.#in(this.#state),
      private: this.#private,
      currentIdentity: this.identity.message,
    });
    const errors = this.#list(answer.diagnostics);
    if (errors.length > 0) throw new RuleBroken(`the refresh failed: ${errors.join("; ")}`);
    this.#state = decodeRecord(this.#attributes, answer.newState);
    this.identity.takeRead(answer.newIdentity, this.#state !== null);
    this.#private = answer.private;
  }

  /** As Terraform's AssertPlanValid: a plan is the configuration, or the prior value where it means the same. */
  #checkPlan(planned: AnyRecord, config: AnyRecord, prior: AnyRecord | null): void {
    for (const [name, { facts }] of Object.entries(this.#attributes)) {
      const value = planned[name] ?? null;
      const said = config[name] ?? null;
      const isFree = said === null && ["computed", "optionalComputed", "defaulted"].includes(facts.presence);
      if (isFree || this.#isExactly(name, value, said)) continue;
      if (said !== null && prior !== null && this.#isExactly(name, value, prior[name])) continue;
      throw new RuleBroken(
        `the plan of ${toSnakeCase(name)} is ${showValue(value)}, but the configuration says ${showValue(said)}`,
      );
    }
  }

  async #validate(config: AnyRecord): Promise<readonly string[]> {
    const { diagnostics } = await this.#client.validateResourceConfig({
      typeName: this.#typeName,
      config: this.#in(config),
      clientCapabilities: { writeOnlyAttributesAllowed: true },
    });
    return this.#list(diagnostics);
  }

  async #ask(config: AnyRecord, prior: AnyRecord | null): Promise<Planned | readonly string[]> {
    const answer = await this.#client.planResourceChange({
      typeName: this.#typeName,
      config: this.#in(config),
      priorState: this.#in(prior),
      proposedNewState: this.#in(config),
      priorPrivate: this.#private,
      priorIdentity: prior === null ? undefined : this.identity.message,
    });
    const errors = this.#list(answer.diagnostics);
    if (errors.length > 0) return errors;
    const record = decodeRecord(this.#attributes, answer.plannedState) ?? {};
    this.#checkPlan(record, config, prior);
    const paths = answer.requiresReplace.map(({ steps }) => String(steps[0]?.selector?.value));
    const isChanged = (path: string) =>
      Object.keys(this.#attributes).some(
        (name) => toSnakeCase(name) === path && !this.#isExactly(name, record[name], prior?.[name]),
      );
    const identity = this.identity.takePlan(answer.plannedIdentity, prior === null);
    return { record, replaces: prior === null ? [] : paths.filter(isChanged), kept: answer.plannedPrivate, identity };
  }

  /** Validates and plans; a replacement is planned a second time, as a create. */
  async #plan(config: AnyRecord): Promise<Planned | readonly string[]> {
    const errors = await this.#validate(config);
    if (errors.length > 0) return errors;
    const planned = await this.#ask(config, this.#state);
    return Array.isArray(planned) || (planned as Planned).replaces.length === 0
      ? planned
      : this.#planAnew(config, (planned as Planned).replaces);
  }

  async #planAnew(config: AnyRecord, replaces: readonly string[]): Promise<Planned | readonly string[]> {
    const errors = await this.#validate(config);
    if (errors.length > 0) return errors;
    const planned = await this.#ask(config, null);
    return Array.isArray(planned) ? planned : { ...(planned as Planned), replaces };
  }

  async #send(
    planned: Pick<Planned, "kept" | "identity" | "record"> | null,
    { prior, config }: { prior: AnyRecord | null; config: AnyRecord | null },
  ) {
    const identity = planned?.identity ?? null;
    const answer = await this.#client.applyResourceChange({
      typeName: this.#typeName,
      priorState: this.#in(prior),
      plannedState: this.#in(planned?.record ?? null),
      config: this.#in(config),
      plannedPrivate: planned?.kept ?? this.#private,
      plannedIdentity: this.identity.encode(identity),
    });
    this.#state = decodeRecord(this.#attributes, answer.newState);
    this.#private = answer.private;
    this.identity.takeApply(answer.newIdentity, { planned: identity, isThere: this.#state !== null });
    const errors = this.#list(answer.diagnostics);
    if (errors.length > 0) throw new ApplyFailed(errors.join("; "));
  }

  async destroy(): Promise<void> {
    if (this.#state === null) return;
    await this.#send(null, { prior: this.#state, config: null });
    if (this.#state !== null) throw new RuleBroken("the destroy left it in the state");
  }

  /** As Terraform's AssertObjectCompatible: what a plan knows is what becomes true. */
  #checkKept(planned: AnyRecord, actual: AnyRecord | null, what: string): void {
    for (const name of Object.keys(this.#attributes)) {
      const value = actual?.[name] ?? null;
      if (isUnknown(planned[name])) continue;
      if (!isWhollyKnown(planned[name])) continue;
      if (this.#isExactly(name, planned[name], value)) continue;
      throw new RuleBroken(
        `${what}: ${toSnakeCase(name)} was planned as ${showValue(planned[name])} and is ${showValue(value)}`,
      );
    }
  }

  #isNoChange({ record, replaces }: Planned): boolean {
    const before = this.#state;
    if (before === null || replaces.length > 0) return false;
    return Object.keys(this.#attributes).every((name) => this.#isExactly(name, record[name], before[name]));
  }

  async #carryOut(config: AnyRecord, planned: Planned): Promise<void> {
    if (this.#isNoChange(planned)) return;
    if (planned.replaces.length > 0) await this.destroy();
    await this.#send(planned, { prior: this.#state, config });
    this.#checkKept(planned.record, this.#state, "after the apply");
    if (!isWhollyKnown(this.#state)) throw new RuleBroken("the new state contains unknown values");
  }

  async #expectNoChange(config: AnyRecord, refresh?: "-refresh=false"): Promise<void> {
    this.#client = await this.#configure();
    if (refresh === undefined) await this.refresh();
    const again = await this.#plan(config);
    if (Array.isArray(again)) throw new RuleBroken(`the plan after the apply is refused: ${again.join("; ")}`);
    const planned = again as Planned;
    if (this.#isNoChange(planned)) return;
    const changed = Object.keys(this.#attributes).filter(
      (name) => !this.#isExactly(name, planned.record[name], this.#state?.[name]),
    );
    const shown = changed.map(
      (name) => `${toSnakeCase(name)} ${showValue(this.#state?.[name])} -> ${showValue(planned.record[name])}`,
    );
    throw new RuleBroken(
      `the plan after the apply is not empty: ${shown.join(", ")}${this.#state === null ? " (it is gone)" : ""}`,
    );
  }

  /**
   * Refreshes, plans, applies, and then expects an empty plan, without a refresh and with one.
   * @param unknown attributes that become known only at apply
   * @throws RuleBroken
   */
  async step(written: AnyRecord, unknown: AnyRecord = {}): Promise<Outcome> {
    const config = normalizeRecord(this.#attributes, written);
    this.#client = await this.#configure();
    if (!this.#isFresh) await this.refresh();
    this.#isFresh = false;
    const first = await this.#plan({ ...config, ...unknown });
    if (Array.isArray(first)) return { kind: "refused", reason: first.join("; ") };
    let planned = first as Planned;
    this.#client = await this.#configure();
    if (Object.keys(unknown).length > 0) {
      // A replacement stays one: its first half, the destroy, has been carried out by then.
      const last = await (planned.replaces.length > 0 ? this.#planAnew(config, planned.replaces) : this.#plan(config));
      if (Array.isArray(last)) return { kind: "refused", reason: last.join("; ") };
      this.#checkKept(planned.record, (last as Planned).record, "the plan at apply differs");
      planned = last as Planned;
    }
    try {
      await this.#carryOut(config, planned);
    } catch (error) {
      if (error instanceof ApplyFailed) return { kind: "failed", reason: error.message };
      throw error;
    }
    await this.#expectNoChange(config, "-refresh=false");
    await this.#expectNoChange(config);
    this.#isFresh = true;
    return { kind: "applied", reason: "" };
  }
}
