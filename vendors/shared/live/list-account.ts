import type { AccountSource } from "#access/model/statements/account.ts";
import type { Collected, Instance, WholeList } from "#access/model/statements/instance.ts";
import type { Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { ToldPage } from "#access/model/vendors/listed.ts";
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

/** One list of an account, as pages of what it tells. */
interface AccountList {
  readonly list: string;
  readonly pages: AsyncIterable<ToldPage>;
}

async function* tellObjects<Client>(
  { vendor, context }: LiveAccount<Client>,
  definition: ResourceDefinition,
): AsyncGenerator<ToldPage> {
  for await (const { objects, gaps } of listObjects({ vendor, definition, context })) {
    yield { told: objects.map(({ state }) => ({ type: definition.type, kind: "resource", state })), gaps };
  }
}

function listLists<Client>(live: LiveAccount<Client>): readonly AccountList[] {
  const { vendor, definitions, context } = live;
  const nouns = definitions.filter(({ type }) => Object.hasOwn(vendor.facts.nouns, type));
  return [
    ...nouns.map((definition) => ({ list: definition.type, pages: tellObjects(live, definition) })),
    ...Object.entries(vendor.beside ?? {}).map(([list, beside]) => ({ list, pages: beside.list(context) })),
  ];
}

/**
 * Lists all that a vendor tells about access in one account, as the access graph takes it: instances, what could not be
 * seen, and which lists were read whole. Only reads; the lists share what they read.
 * @throws AccessError if a request fails for another reason than that the token may not read something
 */
export async function listAccount<Client>(live: LiveAccount<Client>): Promise<Collected> {
  const { account } = live;
  const instances: Instance[] = [];
  const blind: string[] = [];
  const whole: WholeList[] = [];
  for (const { list, pages } of listLists(live)) {
    let isWhole = true;
    for await (const { told, gaps = [] } of pages) {
      for (const one of told) instances.push({ ...one, account, address: null, presence: "live", happening: "seen" });
      for (const gap of gaps) {
        blind.push(gap.says);
        if (gap.of === "objects") isWhole = false;
      }
    }
    if (isWhole) whole.push({ account, list });
  }
  return { instances, blind, assumptions: [], whole };
}
