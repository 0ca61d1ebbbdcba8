import type { Seed } from "./seed-file.ts";
import type { Tables } from "./store/store.ts";
import { SeedError } from "./seed.ts";
import {
  type SignIn,
  SignInError,
  type SignedIn,
  type Surroundings,
  type Vendor,
  type VendorServer,
} from "./vendor.ts";

export interface WorldOptions {
  readonly vendors: readonly Vendor[];
  readonly surroundings: Surroundings;
  readonly tokens: Readonly<Record<string, string>>;
}

export interface OpenVendor {
  readonly name: string;
  readonly server: VendorServer;
}

/** All vendors' data on one store, and the administrators' tokens, which stay the same while the mock runs. */
export class World {
  readonly servers: readonly OpenVendor[];
  readonly #surroundings: Surroundings;
  readonly #tokens: Map<string, string>;
  #seed: Seed = {};

  constructor({ vendors, surroundings, tokens }: WorldOptions) {
    const unknown = Object.keys(tokens).filter((name) => !vendors.some((vendor) => vendor.name === name));
    if (unknown.length > 0) {
      const known = vendors.map(({ name }) => name).join(", ");
      throw new SeedError(`unknown vendor in tokens: ${unknown.join(", ")}; the vendors are ${known}`);
    }
    this.#surroundings = surroundings;
    this.#tokens = new Map(Object.entries(tokens));
    this.servers = vendors.map((vendor) => ({ name: vendor.name, server: vendor.open(surroundings) }));
  }

  /** By vendor. */
  get tokens(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#tokens);
  }

  /** The members of snapshot rows that are credentials, by table. */
  get secrets(): Readonly<Record<string, readonly string[]>> {
    return this.#surroundings.store.secrets();
  }

  /**
   * Prepares each vendor, and seeds a store that was empty. A seed that is refused leaves an empty store empty: the next
   * start must not take half of the data for all of it.
   */
  async open(seed: Seed): Promise<void> {
    this.#seed = seed;
    const tables = await this.#surroundings.store.snapshot();
    const isNew = Object.values(tables).every((rows) => rows.length === 0);
    await this.#orAsBefore(async () => {
      await this.#prepare();
      if (isNew) await this.#plant(seed);
    });
  }

  /** Restores the initial data and the seed. */
  async reset(): Promise<void> {
    const { store } = this.#surroundings;
    await store.exclusive(async () => {
      await store.restore({});
      await this.#prepare();
      await this.#plant(this.#seed);
    });
  }

  /** Adds a seed, or nothing if any part is refused. */
  async seed(seed: Seed): Promise<void> {
    const { store } = this.#surroundings;
    await store.exclusive(() => this.#orAsBefore(() => this.#plant(seed)));
  }

  /** Throws `SignInError`, also for an unknown vendor and for one without single sign-on. */
  async signIn(vendor: string, person: SignIn): Promise<SignedIn> {
    const open = this.servers.find(({ name }) => name === vendor);
    if (open === undefined) {
      throw new SignInError(
        `unknown vendor: ${vendor}; the vendors are ${this.servers.map(({ name }) => name).join(", ")}`,
      );
    }
    const { server } = open;
    const { store } = this.#surroundings;
    return store.exclusive(async () => {
      if (server.signIn === undefined) throw new SignInError(`the mock of ${vendor} has no single sign-on`);
      return server.signIn(person);
    });
  }

  async snapshot(): Promise<Tables> {
    const { store } = this.#surroundings;
    return store.exclusive(() => store.snapshot());
  }

  /** Replaces all data. The tokens keep working. Throws `InvalidRows`. */
  async restore(tables: Tables): Promise<void> {
    const { store } = this.#surroundings;
    await store.exclusive(async () => {
      await store.restore(tables);
      await this.#prepare();
    });
  }

  async #orAsBefore(work: () => Promise<void>): Promise<void> {
    const { store } = this.#surroundings;
    const before = await store.snapshot();
    try {
      await work();
    } catch (error) {
      await store.restore(before);
      throw error;
    }
  }

  async #prepare(): Promise<void> {
    for (const { name, server } of this.servers) this.#tokens.set(name, await server.prepare(this.#tokens.get(name)));
  }

  async #plant(seed: Seed): Promise<void> {
    for (const { name, server } of this.servers) {
      const part = seed[name];
      if (part !== undefined) await server.seed(part);
    }
  }
}
