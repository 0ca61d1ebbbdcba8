import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { AccountSource } from "#access/model/statements/account.ts";
import type { Collected, Instance, WholeList } from "#access/model/statements/instance.ts";
import type { Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { Gap, ToldPage } from "#access/model/vendors/listed.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { listObjects } from "../lists/list-objects.ts";

export interface LiveAccount<Client> {
  readonly vendor: Pick<Vendor<Client>, "facts" | "resources" | "beside">;
  /** The nouns of the model, with the attributes that vendors add. */
  readonly definitions: readonly ResourceDefinition[];
  readonly context: Context<Client>;
  /** How the account is named in the graph: its endpoint, and its organization if somebody asked for it. */
  readonly account: AccountSource;
}

/** What a list has of an instance. */
type Seen = Pick<Instance, "type" | "kind" | "state" | "isBuiltIn" | "isBeside">;

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
    const told = objects.map(({ state, isBuiltIn }): Seen => {
      const seen: Seen = { type: definition.type, kind: "resource", state };
      return isBuiltIn ? { ...seen, isBuiltIn } : seen;
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
const ofOneList: ReadonlySet<ErrorCode> = new Set([
  "endpoint_unreachable",
  "forbidden",
  "license_required",
  "not_found",
  "outcome_unknown",
  "rate_limited",
  "unexpected_answer",
  "vendor_failed",
]);

/** What is read of an account, list by list. */
class Reading {
  readonly instances: Instance[] = [];
  readonly blind: string[] = [];
  readonly whole: WholeList[] = [];
  readonly #account: AccountSource;
  #firstFailure: AccessError | undefined;
  #hasObjects = false;

  constructor(account: AccountSource) {
    this.#account = account;
  }

  async read({ list, pages }: AccountList): Promise<void> {
    let isWhole = true;
    try {
      for await (const { told, gaps = [] } of pages) {
        if (told.length > 0) this.#hasObjects = true;
        this.#add(told);
        for (const { of, says } of gaps) {
          this.blind.push(says);
          if (of === "objects") isWhole = false;
        }
      }
    } catch (error) {
      isWhole = false;
      this.#noteFailure(list, error);
    }
    if (isWhole) this.whole.push({ account: this.#account, list });
  }

  #add(told: readonly Seen[]): void {
    const account = this.#account;
    for (const one of told) {
      this.instances.push({ ...one, account, address: null, presence: "live", happening: "seen" });
    }
  }

  #noteFailure(list: string, error: unknown): void {
    if (!(error instanceof AccessError) || !ofOneList.has(error.code)) throw error;
    // Each other list would wait as long for the same server.
    if (error.code === "endpoint_unreachable" && !this.#hasObjects) throw error;
    this.#firstFailure ??= error;
    this.blind.push(`The list ${list} is not whole: it could not be read to its end. ${error.message}`);
  }

  /** @throws AccessError if no list could be read at all */
  finish(): Collected {
    if (!this.#hasObjects && this.#firstFailure !== undefined) throw this.#firstFailure;
    const { instances, blind, whole } = this;
    return { instances, blind: [...new Set(blind)], assumptions: [], whole };
  }
}

/**
 * Lists all that a vendor tells about access in one account, as the access graph takes it: instances, what could not be
 * seen, and which lists were read whole. Only reads; the lists share what they read. A list that fails is named among what
 * could not be seen, and the others are read.
 * @throws AccessError if the token is not accepted, the run is interrupted, or no list could be read
 */
export async function listAccount<Client>(live: LiveAccount<Client>): Promise<Collected> {
  const reading = new Reading(live.account);
  for (const one of listLists(live)) {
    await reading.read(one);
    if (live.context.signal.aborted) throw new AccessError("interrupted", "Reading the account was interrupted.");
  }
  return reading.finish();
}
