import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { AccountSource } from "#access/model/statements/account.ts";
import type { Collected, Instance } from "#access/model/statements/instance.ts";
import type { Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { Gap, ToldPage } from "#access/model/vendors/listed.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { listObjects } from "../lists/list-objects.ts";
import { mapBounded } from "../reads/bounded.ts";

export interface LiveAccount<Client> {
  readonly vendor: Pick<Vendor<Client>, "facts" | "resources" | "beside">;
  /** The nouns of the model, with the attributes that vendors add. */
  readonly definitions: readonly ResourceDefinition[];
  readonly context: Context<Client>;
  /** How the account is named in the graph: its endpoint, and its organization if somebody asked for it. */
  readonly account: AccountSource;
}

/** What a list has of an instance. */
type Seen = Pick<Instance, "type" | "kind" | "state" | "isBuiltIn" | "isBeside" | "traces">;

interface SeenPage {
  readonly told: readonly Seen[];
  readonly gaps?: readonly Gap[];
}

/** One list of an account, as pages of what it tells. */
interface AccountList {
  readonly list: string;
  readonly pages: AsyncIterable<SeenPage>;
}

async function* tellObjects<Client>(
  { vendor, context }: LiveAccount<Client>,
  definition: ResourceDefinition,
): AsyncGenerator<SeenPage> {
  for await (const { objects, gaps } of listObjects({ vendor, definition, context })) {
    const told = objects.map(({ state, isBuiltIn, traces }): Seen => {
      const seen: Seen = { type: definition.type, kind: "resource", state };
      const traced = Object.keys(traces).length === 0 ? seen : { ...seen, traces };
      return isBuiltIn ? { ...traced, isBuiltIn } : traced;
    });
    yield { told, gaps };
  }
}

async function* tellBeside(pages: AsyncIterable<ToldPage>): AsyncGenerator<SeenPage> {
  for await (const { told, gaps = [] } of pages) {
    yield { told: told.map((one): Seen => ({ ...one, isBeside: true })), gaps };
  }
}

function listLists<Client>(live: LiveAccount<Client>): readonly AccountList[] {
  const { vendor, definitions, context } = live;
  const nouns = definitions.filter(({ type }) => Object.hasOwn(vendor.facts.nouns, type));
  return [
    ...nouns.map((definition) => ({ list: definition.type, pages: tellObjects(live, definition) })),
    ...Object.entries(vendor.beside ?? {}).map(([list, beside]) => ({ list, pages: tellBeside(beside.list(context)) })),
  ];
}

/** With these, one list fails, and others may not. */
export const ofOneList: ReadonlySet<ErrorCode> = new Set([
  "endpoint_unreachable",
  "forbidden",
  "license_required",
  "not_found",
  "outcome_unknown",
  "rate_limited",
  "unexpected_answer",
  "vendor_failed",
]);

/** What one list told, in its own order. */
interface ReadList {
  readonly list: string;
  readonly instances: Instance[];
  readonly blind: string[];
  isWhole: boolean;
}

/** What is read of an account, list by list. */
class Reading {
  readonly #account: AccountSource;
  #firstFailure: AccessError | undefined;
  #hasObjects = false;

  constructor(account: AccountSource) {
    this.#account = account;
  }

  async read({ list, pages }: AccountList): Promise<ReadList> {
    const read: ReadList = { list, instances: [], blind: [], isWhole: true };
    try {
      for await (const { told, gaps = [] } of pages) {
        if (told.length > 0) this.#hasObjects = true;
        this.#add(told, read);
        for (const { of, says } of gaps) {
          read.blind.push(says);
          if (of === "objects") read.isWhole = false;
        }
      }
    } catch (error) {
      read.isWhole = false;
      read.blind.push(this.#explainFailure(list, error));
    }
    return read;
  }

  #add(told: readonly Seen[], { instances }: ReadList): void {
    const account = this.#account;
    for (const one of told) {
      instances.push({ ...one, account, address: null, presence: "live", happening: "seen" });
    }
  }

  #explainFailure(list: string, error: unknown): string {
    if (!(error instanceof AccessError) || !ofOneList.has(error.code)) throw error;
    // Each other list would wait as long for the same server.
    if (error.code === "endpoint_unreachable" && !this.#hasObjects) throw error;
    this.#firstFailure ??= error;
    return `The list ${list} is not whole: it could not be read to its end. ${error.message}`;
  }

  /** @throws AccessError if no list could be read at all */
  finish(lists: readonly ReadList[]): Collected {
    if (!this.#hasObjects && this.#firstFailure !== undefined) throw this.#firstFailure;
    const account = this.#account;
    return {
      instances: lists.flatMap(({ instances }) => instances),
      blind: [...new Set(lists.flatMap(({ blind }) => blind))],
      assumptions: [],
      whole: lists.filter(({ isWhole }) => isWhole).map(({ list }) => ({ account, list })),
    };
  }
}

/** How many lists are read at the same time: each of them may read a few things at a time. */
const parallelLists = 4;

/**
 * Lists all that a vendor tells about access in one account, as the access graph takes it: instances, what could not be
 * seen, and which lists were read whole. Only reads; the lists share what they read, and a few are read at the same time. A
 * list that fails is named among what could not be seen, and the others are read.
 * @throws AccessError if the token is not accepted, the run is interrupted, or no list could be read
 */
export async function listAccount<Client>(live: LiveAccount<Client>): Promise<Collected> {
  const reading = new Reading(live.account);
  const { signal } = live.context;
  const lists = await mapBounded(listLists(live), parallelLists, async (one) => {
    const read = await reading.read(one);
    if (signal.aborted) throw new AccessError("interrupted", "Reading the account was interrupted.");
    return read;
  });
  return reading.finish(lists);
}
