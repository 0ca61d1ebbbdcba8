import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { AccountSource } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { ExactRef, Space } from "#access/model/statements/ref.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import type { Relation } from "#access/model/statements/statement.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import type { Random } from "./random.ts";
import type { Answer, Headers, Request, Site, VendorConnection } from "./site.ts";

/** How a graph spells things: one whose id it does not know is known by its address. */
export interface Terms {
  readonly account: string;
  ref(space: Space, id: string): ExactRef;
  scope(type: string, id: string): ExactRef;
  /** As a selector. */
  selector(id: string): string;
}

export interface Asked {
  readonly atom: RightAtom;
  readonly scope: ExactRef | null;
}

/** Something to try as each subject. */
export interface Probe {
  /** `KIND of WHAT`: each kind must have been permitted and refused to somebody. */
  readonly says: string;
  /** What it takes, all of it. */
  needs(terms: Terms): readonly Asked[];
  /** It changes nothing that decides about access. */
  readonly request: Request;
  /** Statuses of a refusal. @default 403 */
  readonly refused?: readonly number[];
  /** How else a refusal is told from what is permitted. */
  isAllowed?(answer: Answer): boolean;
  /** The graph may leave it open although it knows everything: no page of the vendor tells. @default false */
  readonly isOpen?: boolean;
}

export interface Subject {
  readonly says: string;
  refer(terms: Terms): ExactRef;
  readonly headers: Headers;
  /** No source tells all that it is in. @default false */
  readonly isPartial?: boolean;
  /** Others of its kind may do more or less, so that the graph leaves it open. @default false */
  readonly isOpen?: boolean;
}

/** A key of a subject that is there, whether it works or not. */
export interface KnownKey {
  readonly keyId: string;
  readonly owner: string;
  readonly headers: Headers;
}

/** What is wholly in the instances of a world. */
export interface Completeness {
  /** Null: of every subject. */
  readonly subject: { readonly space: Space; readonly id: string } | null;
  readonly relation: Relation;
}

export interface MadeWorld {
  readonly instances: readonly Instance[];
  readonly subjects: readonly Subject[];
  readonly probes: readonly Probe[];
  readonly keys: readonly KnownKey[];
  readonly complete: readonly Completeness[];
}

/** Somebody whom a subject acts as. */
export interface Identity {
  /** The id of the principal, or words for one that the world did not have before. */
  readonly name: string;
  readonly headers: Headers;
}

/** One thing that somebody may try to come to more. It takes nothing from anybody. */
export interface Move {
  /** Equal for equal things. */
  readonly says: string;
  /** Whoever can be acted as from then on; undefined if it was refused. */
  attempt(as: Identity): Promise<readonly Identity[] | undefined>;
}

/** A world with everything that could be tried in it, as it is at the time. */
export interface ReachWorld extends MadeWorld {
  listMoves(): Promise<readonly Move[]>;
}

/** One vendor's random worlds: a file of `test/soundness/worlds` exports them as `worlds`. */
export interface VendorWorlds extends VendorConnection {
  /** Whether anybody but an administrator, who has everything, can come to more there. */
  readonly canGain: boolean;
  create(site: Site, random: Random): Promise<MadeWorld>;
  /** A smaller world, in which everything is tried again and again. */
  createForReach(site: Site, random: Random): Promise<ReachWorld>;
}

/** How many rows there are of each noun, for their addresses. */
export class Rows {
  readonly #account: AccountSource;
  readonly #instances: Instance[] = [];

  constructor(account: AccountSource) {
    this.#account = account;
  }

  get instances(): readonly Instance[] {
    return this.#instances;
  }

  /** Adds a resource as a source gives it; what is left out is null. */
  addResource(type: string, state: { readonly [attribute: string]: unknown }): void {
    this.#add({ kind: "resource", type, state }, Object.keys(nounDefinition(type).attributes));
  }

  addDataSource(type: string, state: { readonly [attribute: string]: unknown }): void {
    const definition = dataSourceDefinitions.find((one) => one.type === type);
    if (definition === undefined) throw new Error(`unknown data source ${type}`);
    this.#add({ kind: "dataSource", type, state }, Object.keys(definition.attributes));
  }

  #add({ kind, type, state }: Pick<Instance, "kind" | "type" | "state">, names: readonly string[]): void {
    const strange = Object.keys(state).filter((name) => !names.includes(name));
    if (strange.length > 0) throw new Error(`${type} has no ${strange.join(", ")}`);
    const whole = { ...Object.fromEntries(names.map((name) => [name, null])), ...state };
    this.#instances.push({
      account: this.#account,
      type,
      kind,
      state: whole,
      address: `${kind === "resource" ? "" : "data."}access_${type}.n${this.#instances.length}`,
      presence: kind === "resource" ? "managed" : "data",
      happening: "unchanged",
    });
  }
}
