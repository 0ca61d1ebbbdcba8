import { createAccountKey, type AccountSource } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { StatementOf } from "#access/model/statements/statement.ts";
import type { KeyRow } from "#vendors/shared/live/list-keys.ts";
import { speak } from "#review/context/join-context.ts";

/** One key of an account, as an inventory shows it. */
export interface KeyEntry extends KeyRow {
  /** In whole days, from its creation; null if the vendor does not tell when that was. */
  readonly ageInDays: number | null;
  /** The Terraform addresses that manage it, each with its file. */
  readonly managedBy: readonly string[];
}

/** A state that manages keys. */
export interface ManagingState {
  /** Of the file. */
  readonly name: string;
  readonly instances: readonly Instance[];
}

const day = 24 * 60 * 60 * 1000;

function countDays(from: string | null, now: Date): number | null {
  return from === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(from)) / day));
}

/** A state that does not say whose it is may be about any account of the vendor: ids tell. */
export function isOfAccount(instance: Instance, account: AccountSource): boolean {
  if (instance.account.vendor !== account.vendor) return false;
  return instance.account.endpoint === null || createAccountKey(instance.account) === createAccountKey(account);
}

/** Where each key is managed, by its id: a retiring one with its successor. */
function indexAddresses(
  account: AccountSource,
  states: readonly ManagingState[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { name, instances } of states) {
    const own = instances.filter((one) => one.presence === "managed" && isOfAccount(one, account));
    const said = speak({ instances: own }).statements.filter(
      (one): one is StatementOf<"credential"> => one.kind === "credential",
    );
    for (const { id, cause } of said) {
      if (typeof id !== "string" || cause.address === null) continue;
      found.set(id, [...(found.get(id) ?? []), `${cause.address} (${name})`]);
    }
  }
  return found;
}

export interface KeysToTell {
  readonly account: AccountSource;
  readonly rows: readonly KeyRow[];
  readonly states: readonly ManagingState[];
  readonly now: Date;
}

/** Every key with its age and with what manages it. */
export function listKeyEntries({ account, rows, states, now }: KeysToTell): readonly KeyEntry[] {
  const addresses = indexAddresses(account, states);
  return rows.map((row) => {
    return { ...row, ageInDays: countDays(row.createdAt, now), managedBy: addresses.get(row.id) ?? [] };
  });
}

/** How a command line names a key: its id, or the id of its account and its own. */
function isNamedBy({ id, serviceAccountId }: KeyEntry, text: string): boolean {
  return id === text || (serviceAccountId !== null && `${serviceAccountId}/${id}` === text);
}

/**
 * The keys that a command line names.
 * @param blind what could not be seen of the keys
 * @throws Error if one is no key's, or that of several
 */
export function chooseKeys(
  entries: readonly KeyEntry[],
  names: readonly string[],
  blind: readonly string[],
): readonly KeyEntry[] {
  const chosen = [...new Set(names)].map((name) => {
    const [first, ...others] = entries.filter((one) => isNamedBy(one, name));
    if (first !== undefined && others.length === 0) return first;
    if (first === undefined && blind.length > 0) {
      throw new Error(
        `no key that could be seen has the id ${name}. ${blind.slice(0, 3).join(" ")} Run again; nothing was revoked.`,
      );
    }
    if (first === undefined) {
      throw new Error(`no key has the id ${name}. List them with \`latchkey keys\`; nothing was revoked.`);
    }
    throw new Error(
      `${others.length + 1} keys have the id ${name}. Write ACCOUNT/ID with the account's id; nothing was revoked.`,
    );
  });
  return [...new Set(chosen)];
}
