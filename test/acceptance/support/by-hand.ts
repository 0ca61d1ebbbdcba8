import type { Permission } from "#access/model/permissions/permission.ts";
import type { Context, Vendor } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { nounDefinition, nounDefinitions } from "#vendors/definitions.ts";
import { loadVendor } from "#vendors/registry.gen.ts";
import { listAccount } from "#vendors/shared/live/list-account.ts";
import { listObjects } from "#vendors/shared/lists/list-objects.ts";
import type { VendorBench } from "./access.ts";

export type State = Readonly<Record<string, unknown>>;

/** Somebody who changes an account beside its code, through the vendor's API. */
export class Hand {
  readonly vendor: Vendor;
  readonly #context: Context<unknown>;
  readonly #admins = new Set<string>();

  private constructor(vendor: Vendor, context: Context<unknown>) {
    this.vendor = vendor;
    this.#context = context;
  }

  static async open(name: string, { url, token }: VendorBench): Promise<Hand> {
    const load = loadVendor[name];
    if (load === undefined) throw new Error(`there is no vendor ${name}`);
    const vendor = await load();
    const client = vendor.connect({
      endpoint: url,
      token: new Secret(token),
      requestTimeout: 10_000,
      maxRetries: 0,
      now: () => new Date(),
      sleep: () => Promise.resolve(),
      trace: () => undefined,
    });
    const signal = new AbortController().signal;
    const context = { client, facts: vendor.facts, now: () => new Date(), signal, warn: () => undefined };
    const hand = new Hand(vendor, context);
    const accounts = hand.has("service_account") ? await hand.list("service_account") : [];
    for (const { id, name: own } of accounts) if (own === "mock-admin") hand.#admins.add(String(id));
    return hand;
  }

  /** Whether it is what the token is, or of it. */
  #isAdmin(state: State): boolean {
    const { id, serviceAccountId } = state;
    return [id, serviceAccountId].some((one) => typeof one === "string" && this.#admins.has(one));
  }

  has(noun: string): boolean {
    return Object.hasOwn(this.vendor.facts.nouns, noun);
  }

  /** Those that somebody made, but for what the token is. */
  async list(noun: string): Promise<readonly State[]> {
    if (this.vendor.facts.nouns[noun]?.starters !== undefined) return this.#listAmongAll(noun);
    const found: State[] = [];
    const definition = nounDefinition(noun);
    for await (const { objects } of listObjects({ vendor: this.vendor, definition, context: this.#context })) {
      found.push(...objects.filter(({ isBuiltIn }) => !isBuiltIn).map(({ state }) => state));
    }
    return found.filter((one) => !this.#isAdmin(one));
  }

  /** What a new account has is told by all that there is. */
  async #listAmongAll(noun: string): Promise<readonly State[]> {
    const { name } = this.vendor.facts;
    const account = { vendor: name, alias: name, endpoint: "https://quay.example", organization: null };
    const live = { vendor: this.vendor, definitions: nounDefinitions, context: this.#context, account };
    const { instances } = await listAccount(live);
    const own = instances.filter(({ type, kind, isBuiltIn }) => type === noun && kind === "resource" && !isBuiltIn);
    return own.map(({ state }) => state).filter((one) => !this.#isAdmin(one));
  }

  /** What the vendor lists beside the nouns. */
  async listBeside(name: string): Promise<readonly State[]> {
    const found: State[] = [];
    const pages = this.vendor.beside?.[name]?.list(this.#context) ?? [];
    for await (const { told } of pages) found.push(...told.map(({ state }) => state));
    return found;
  }

  /** One of the fleet. */
  async pick(noun: string, fits: (state: State) => boolean = () => true): Promise<State> {
    const found = (await this.list(noun)).find(fits);
    if (found === undefined) throw new Error(`${this.vendor.facts.name} has no such ${noun}`);
    return found;
  }

  #adapter(noun: string) {
    const adapter = this.vendor.resources[noun];
    if (adapter === undefined) throw new Error(`${this.vendor.facts.name} has no ${noun}`);
    return adapter;
  }

  async create(noun: string, values: State): Promise<State> {
    const nulls = Object.fromEntries(Object.keys(nounDefinition(noun).attributes).map((name) => [name, null]));
    return this.#adapter(noun).create(this.#context, { ...nulls, ...values });
  }

  async update(noun: string, prior: State, values: State): Promise<void> {
    const plan = { ...prior, ...values };
    await this.#adapter(noun).update(this.#context, {
      prior,
      plan,
      planned: plan,
      config: plan,
      replaces: [],
    } as never);
  }

  async remove(noun: string, state: State): Promise<void> {
    await this.#adapter(noun).remove(this.#context, state);
  }

  /** A permission that no role of a fleet has. */
  get permission(): Permission {
    const samples: Readonly<Record<string, Permission>> = {
      signoz: { action: "delete", resource: "role", selectors: null },
      arize: { action: "DELETE", resource: "PROJECT", selectors: null },
      bigeye: { action: "WRITE", resource: "TABLE", selectors: null },
      inkit: { action: "delete", resource: "folders", selectors: null },
    };
    const found = samples[this.vendor.facts.name];
    if (found === undefined) throw new Error(`say a permission of ${this.vendor.facts.name} here`);
    return found;
  }
}
