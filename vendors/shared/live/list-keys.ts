import type { keys } from "#access/model/nouns/data-sources/keys.ts";
import { key } from "#access/model/nouns/resources/key.ts";
import { serviceAccount } from "#access/model/nouns/resources/service-account.ts";
import { keyStatus } from "#access/model/keys/rotation.ts";
import { AccessError } from "#access/model/errors.ts";
import type { AccountSource } from "#access/model/statements/account.ts";
import type { Collected, Instance } from "#access/model/statements/instance.ts";
import type { Adapter, Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { AttributesOf, ResourceDefinition } from "#access/schema/definition.ts";
import type { State } from "#access/schema/records.ts";
import { listAccount, ofOneList } from "./list-account.ts";

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
  readonly account: AccountSource;
  /** The nouns of the model, with what vendors add to them. */
  readonly definitions: readonly ResourceDefinition[];
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

function readText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function toRow({ state, traces = {} }: Instance, names: ReadonlyMap<unknown, unknown>, now: Date): KeyRow {
  const expiresAt = readText(state["expiresAt"]);
  return {
    serviceAccountId: readText(state["serviceAccountId"]),
    serviceAccountName: readText(names.get(state["serviceAccountId"])),
    id: readText(state["id"]) ?? "",
    name: readText(state["name"]),
    expiresAt,
    createdAt: traces.createdAt ?? null,
    createdBy: traces.createdBy ?? null,
    lastUsedAt: traces.lastUsedAt ?? null,
    status: keyStatus(expiresAt, now),
  };
}

function isKey({ type }: Instance): boolean {
  return type === key.type;
}

/** Keys and their accounts, as far as each of the lists can be read. @throws AccessError if none can */
function listPart<Client>({ vendor, context, account, definitions }: KeysOf<Client>): Promise<Collected> {
  const needed = definitions.filter(({ type }) => type === key.type || type === serviceAccount.type);
  const quiet = { ...context, warn: () => undefined };
  return listAccount({
    vendor: { facts: vendor.facts, resources: vendor.resources },
    definitions: needed,
    context: quiet,
    account,
  });
}

/**
 * As `listKeys`. Where one of several lists cannot be read, the keys of the others, with what could not be seen.
 * @throws AccessError if nothing can be read
 */
export async function listReadableKeys<Client>(of: KeysOf<Client>): Promise<ListedKeys> {
  try {
    return await listKeys(of);
  } catch (error) {
    if (!(error instanceof AccessError) || !ofOneList.has(error.code)) throw error;
    const { instances, blind } = await listPart(of);
    const names = new Map(instances.map(({ state }) => [state["id"], state["name"]]));
    const rows = instances.filter(isKey).map((one) => toRow(one, names, of.context.now()));
    // No list of keys at all is no list with nothing in it.
    if (rows.length === 0) throw error;
    return { rows, blind };
  }
}

/** The keys as Terraform would have them after an import, as far as they can be read: what a removal needs. @throws AccessError */
export async function readKeyStates<Client>(of: KeysOf<Client>): Promise<readonly AnyState[]> {
  const { instances } = await listPart(of);
  return instances.filter(isKey).map(({ state }) => state);
}

/** Revokes a key. Succeeds if it no longer exists. @throws AccessError */
export async function revokeKey<Client>(
  { vendor, context }: Pick<KeysOf<Client>, "vendor" | "context">,
  state: AnyState,
): Promise<void> {
  const adapter: Adapter<typeof key, Client> | undefined = vendor.resources["key"];
  await adapter?.remove(context, state as never);
}
