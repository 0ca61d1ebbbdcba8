import type { Seed } from "./seed.ts";
import type { Tables } from "./store.ts";
import {
  SeedRefused,
  type SignIn,
  SignInRefused,
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

/** All vendors' data on one store, and the administrators' tokens, which stay as they are for the mock's life. */
export class World {
  readonly servers: readonly OpenVendor[];
  readonly #surroundings: Surroundings;
  readonly #tokens: Map<string, string>;
  #seed: Seed = {};

  constructor({ vendors, surroundings, tokens }: WorldOptions) {
    const unknown = Object.keys(tokens).filter((name) => !vendors.some((vendor) => vendor.name === name));
    if (unknown.length > 0) {
      const known = vendors.map(({ name }) => name).join(", ");
      throw new SeedRefused(`a token is given for ${unknown.join(", ")}: the vendors are ${known}`);
    }
    this.#surroundings = surroundings;
    this.#tokens = new Map(Object.entries(tokens));
    this.servers = vendors.map((vendor) => ({ name: vendor.name, server: vendor.open(surroundings) }));
  }

  /** By vendor. */
  get tokens(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#tokens);
  }

  /** The names of the members of the snapshot that are credentials, by table. */
  get secrets(): Readonly<Record<string, readonly string[]>> {
    return this.#surroundings.store.secrets();
  }

  /**
   * Prepares each vendor. A store that was empty is seeded; one that holds a world is left as it is. A seed that is refused
   * leaves an empty store empty: the next start must not take half a world for a whole one.
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

  /** Back to the first world and the seed. */
  async reset(): Promise<void> {
    const { store } = this.#surroundings;
    await store.exclusive(async () => {
      await store.restore({});
      await this.#prepare();
      await this.#plant(this.#seed);
    });
  }

  /** Adds to the world. When it is refused, nothing of it stays. */
  async seed(seed: Seed): Promise<void> {
    const { store } = this.#surroundings;
    await store.exclusive(() => this.#orAsBefore(() => this.#plant(seed)));
  }

  /** Throws `SignInRefused`, also for a vendor that is not here or has no single sign-on. */
  async signIn(vendor: string, person: SignIn): Promise<SignedIn> {
    const open = this.servers.find(({ name }) => name === vendor);
    if (open === undefined) {
      throw new SignInRefused(`no vendor is named ${vendor}: ${this.servers.map(({ name }) => name).join(", ")}`);
    }
    const { server } = open;
    const { store } = this.#surroundings;
    return store.exclusive(async () => {
      if (server.signIn === undefined) throw new SignInRefused(`the mock of ${vendor} has no single sign-on`);
      return server.signIn(person);
    });
  }

  async snapshot(): Promise<Tables> {
    const { store } = this.#surroundings;
    return store.exclusive(() => store.snapshot());
  }

  /** Replaces the world. The tokens of before keep working. Throws `InvalidRows`. */
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
