import { z } from "zod";
import type { Endpoint } from "./endpoint.ts";
import type { MockNoun } from "./noun.ts";
import { SeedPlace, orderSeedParts } from "./seed.ts";
import type { Store } from "./store/store.ts";
import type { Call, Reply, SignIn, SignedIn, Surroundings, Vendor, VendorServer } from "./vendor.ts";

/** What a vendor says of itself; the rest of its mock is its nouns. */
export interface MockVendor<Tables, Instance extends Tables> {
  readonly name: string;
  readonly nouns: readonly MockNoun<Instance>[];
  /** The vendor's answer to what it refuses, for documentation. */
  readonly failure?: z.ZodType;
  openInstance(tables: Tables, surroundings: Surroundings): Instance;
  /** As `VendorServer.prepare`. */
  prepare(instance: Instance, token?: string): Promise<string>;
  signIn?(instance: Instance, person: SignIn): Promise<SignedIn>;
  unmatched(): Reply;
}

function openTables<Tables>(nouns: readonly Pick<MockNoun<never>, "tables">[], store: Store): Tables {
  const definitions = nouns.flatMap(({ tables }) => Object.entries(tables));
  // Tables is what the files of these nouns declare, each its own.
  return Object.fromEntries(definitions.map(([name, table]) => [name, table.open(store)])) as Tables;
}

function openVendor<Tables, Instance extends Tables>(
  vendor: MockVendor<Tables, Instance>,
  surroundings: Surroundings,
): VendorServer {
  const { name, nouns, prepare, signIn, unmatched } = vendor;
  const instance = vendor.openInstance(openTables<Tables>(nouns, surroundings.store), surroundings);
  const parts = orderSeedParts(nouns.flatMap(({ seed }) => (seed === undefined ? [] : [seed])));
  const serve = ({ respond, ...facts }: Endpoint<Instance>): VendorServer["routes"][number] => ({
    ...facts,
    respond: (call: Call): Promise<Reply> => respond(instance, call),
  });
  return {
    routes: nouns.flatMap(({ routes }) => routes.map(serve)),
    prepare: (token) => prepare(instance, token),
    async seed(seed) {
      for (const part of parts) await part.plant(instance, seed, new SeedPlace(name));
    },
    ...(signIn === undefined ? {} : { signIn: (person: SignIn) => signIn(instance, person) }),
    unmatched,
  };
}

/** Makes a vendor of its nouns: their tables, their routes and their parts of the seed. */
export function defineMockVendor<Tables, Instance extends Tables>(vendor: MockVendor<Tables, Instance>): Vendor {
  const { name, nouns, failure } = vendor;
  const members = nouns.flatMap(({ seed }) => Object.entries(seed?.members ?? {}));
  return {
    name,
    seed: z.strictObject(Object.fromEntries(members)),
    routes: nouns.flatMap(({ routes }) => routes),
    ...(failure === undefined ? {} : { failure }),
    open: (surroundings) => openVendor(vendor, surroundings),
  };
}
