import type { keys } from "#access/model/nouns/data-sources/keys.ts";
import type { key } from "#access/model/nouns/resources/key.ts";
import type { Adapter, Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { AttributesOf, ResourceDefinition } from "#access/schema/definition.ts";
import type { State } from "#access/schema/records.ts";
import { listObjects } from "../lists/list-objects.ts";

type AnyState = { readonly [attribute: string]: unknown };

/** One row of what the data source of keys returns. */
export type KeyRow = NonNullable<State<AttributesOf<typeof keys>>["keys"]>[number];

/** Every key of an account, and what could not be seen. */
export interface ListedKeys {
  readonly rows: readonly KeyRow[];
  /** What could not be seen: sentences. */
  readonly blind: readonly string[];
}

interface KeysOf<Client> {
  readonly vendor: Pick<Vendor<Client>, "facts" | "resources" | "dataSources">;
  readonly context: Context<Client>;
}

/** With the definition of a key, and what vendors add to it. */
interface KeyStatesOf<Client> extends KeysOf<Client> {
  readonly definition: ResourceDefinition;
}

/** Lists every key of every account, with what the vendor tells of its use. Only reads. @throws AccessError */
export async function listKeys<Client>({ vendor, context }: KeysOf<Client>): Promise<ListedKeys> {
  const blind: string[] = [];
  const lookup = vendor.dataSources["keys"];
  if (lookup === undefined) return { rows: [], blind: [`${vendor.facts.title} has no list of keys.`] };
  const noting = { ...context, warn: (summary: string, detail: string) => void blind.push(`${summary}. ${detail}`) };
  // The vendor's own lookup of this data source: it returns what the definition says.
  const state = (await lookup.read(noting, { keys: null })) as State<AttributesOf<typeof keys>>;
  return { rows: state.keys ?? [], blind };
}

/** The keys as Terraform would have them after an import: what a removal needs. @throws AccessError */
export async function readKeyStates<Client>(of: KeyStatesOf<Client>): Promise<readonly AnyState[]> {
  const states: AnyState[] = [];
  for await (const { objects } of listObjects(of)) {
    for (const { state } of objects) states.push(state);
  }
  return states;
}

/** Revokes a key. Succeeds if it no longer exists. @throws AccessError */
export async function revokeKey<Client>({ vendor, context }: KeysOf<Client>, state: AnyState): Promise<void> {
  const adapter: Adapter<typeof key, Client> | undefined = vendor.resources["key"];
  await adapter?.remove(context, state as never);
}
