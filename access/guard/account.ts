import { buildGraph, type Graph } from "../graph/graph.ts";
import { listManagedRoles, speakFor, toAccessFacts } from "../graph/statements-of.ts";
import { type AccountKey, type AccountSource, createAccountKey } from "../model/statements/account.ts";
import type { AccessFacts } from "../model/statements/graph-facts.ts";
import type { Instance } from "../model/statements/instance.ts";
import type { Statement } from "../model/statements/statement.ts";
import type { Told } from "../model/vendors/told.ts";
import type { Vendor } from "../model/vendors/adapter.ts";

/** Stands for the address of the resource that changes: the guard knows of no other one. */
export const ownAddress = "(this resource)";

/** The account that a connection reaches, as the access graph sees it. */
export class GuardedAccount {
  readonly key: AccountKey;
  readonly facts: AccessFacts;
  readonly #source: AccountSource;
  readonly #vendor: Pick<Vendor, "facts" | "graph">;
  readonly #managedRoles: readonly Statement[];

  constructor(vendor: Pick<Vendor, "facts" | "graph">) {
    this.#vendor = vendor;
    this.#source = { vendor: vendor.facts.name, alias: "token", endpoint: null, organization: null };
    this.key = createAccountKey(this.#source);
    this.facts = toAccessFacts(vendor);
    this.#managedRoles = listManagedRoles(this.key, vendor);
  }

  /** What the resource says of access in one of its states; nothing for none. */
  speakForResource(type: string, state: Instance["state"] | null): readonly Statement[] {
    if (state === null) return [];
    const place = { account: this.#source, address: ownAddress, presence: "managed", happening: "known" } as const;
    return speakFor({ ...place, type, kind: "resource", state }, this.#vendor);
  }

  /** What the vendor's answers say of access. */
  speakForTold(told: readonly Told[]): readonly Statement[] {
    const place = { account: this.#source, address: null, presence: "live", happening: "seen" } as const;
    return told.flatMap((one) => speakFor({ ...place, ...one }, this.#vendor));
  }

  /** The managed roles that the vendor's facts know are in each graph. */
  buildGraph(statements: readonly Statement[]): Graph {
    return buildGraph([...this.#managedRoles, ...statements], new Map([[this.key, this.facts]]));
  }
}
