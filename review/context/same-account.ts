import { type AccountKey, type AccountSource, createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { SourceError } from "../source-error.ts";
import type { Context } from "./context.ts";
import { keyOfObject } from "./object-key.ts";

/** The accounts of some instances, each once. */
export type Accounts = ReadonlyMap<AccountKey, AccountSource>;

export function listAccounts(sources: readonly AccountSource[]): Accounts {
  return new Map(sources.map((account) => [createAccountKey(account), account]));
}

function listContextAccounts({ reading }: Pick<Context, "reading">): Accounts {
  const { instances, whole = [] } = reading;
  return listAccounts([...instances, ...whole].map(({ account }) => account));
}

function describeAccount({ vendor, endpoint, alias }: AccountSource): string {
  return endpoint === null ? `${vendor}, at an endpoint that nothing says (${alias})` : `${vendor} at ${endpoint}`;
}

function describeAccounts(accounts: Accounts): string {
  const texts = [...accounts.values()].map(describeAccount);
  return texts.length === 0 ? "nothing" : texts.slice(0, 5).join("; ");
}

function isUnnamed(accounts: Accounts): boolean {
  return [...accounts.values()].some(({ endpoint }) => endpoint === null);
}

/** Throws unless the change and the context have an account in common. Two that nobody names are never taken for one. */
function requireShared(name: string, own: Accounts, other: Accounts): void {
  if ([...other.keys()].some((key) => own.has(key))) return;
  const advice =
    isUnnamed(own) || isUnnamed(other)
      ? "Say whose it is: --vendor NAME@ENDPOINT, or --vendor access.ALIAS=NAME@ENDPOINT for one of several provider blocks."
      : "Give that of the same account.";
  throw new SourceError(
    `${name} is about another account: it is about ${describeAccounts(other)}, and the change is about ${describeAccounts(own)}. ${advice}`,
  );
}

interface Counted {
  readonly known: number;
  readonly found: number;
}

/** How many objects of the change are in lists that were read whole, of how many that had to be. */
function countFound(account: AccountKey, before: readonly Instance[], { reading }: Context): Counted {
  const { instances, whole = [] } = reading;
  const lists = new Set(whole.filter((one) => createAccountKey(one.account) === account).map(({ list }) => list));
  const seen = new Set(instances.map(keyOfObject));
  const known = before.filter((one) => {
    const { kind, type } = one;
    return kind === "resource" && lists.has(type) && createAccountKey(one.account) === account;
  });
  const keys = known.map(keyOfObject).filter((key) => key !== null);
  return { known: keys.length, found: keys.filter((key) => seen.has(key)).length };
}

/**
 * Customers of a vendor may share an endpoint. What tells them apart is what they have.
 * @returns what is assumed: sentences
 * @throws SourceError if nothing of the change is there, where all of it would have to be
 */
function requireSameObjects(own: Accounts, before: readonly Instance[], context: Context): readonly string[] {
  const shared = [...listContextAccounts(context)].filter(([key]) => own.has(key));
  return shared.flatMap(([key, { vendor, endpoint }]) => {
    const { known, found } = countFound(key, before, context);
    const where = `${vendor} at ${String(endpoint)}`;
    if (known === 0) {
      return `Only the endpoint tells that ${context.name} and the change are about one account (${where}): the change has no object yet that could be found there.`;
    }
    if (found > 0) return [];
    throw new SourceError(
      `${context.name} has none of the ${known} objects that are there before the change (${where}): it is of another organization at the same endpoint, or older than all of them. Use a token, or a snapshot, of the account that the change is about.`,
    );
  });
}

/**
 * Checks that a context is about an account of the change.
 * @returns what is assumed for that: sentences
 * @throws SourceError if it is not
 */
export function checkSameAccount(own: Accounts, before: readonly Instance[], context: Context): readonly string[] {
  requireShared(context.name, own, listContextAccounts(context));
  return requireSameObjects(own, before, context);
}

/**
 * Checks that two documents are about one account, before they are compared.
 * @returns what cannot be told of that: sentences
 * @throws SourceError if they are not
 */
export function checkSamePair(before: Context, after: Context): readonly string[] {
  const accounts = [before, after].map(listContextAccounts);
  const [old = new Map(), now = new Map()] = accounts;
  if (old.size === 0 || now.size === 0) return [];
  if (![...now.keys()].some((key) => old.has(key))) {
    throw new SourceError(
      `${before.name} is about ${describeAccounts(old)}, and ${after.name} about ${describeAccounts(now)}: two accounts cannot be compared. Give two documents of one account.`,
    );
  }
  const made = [before, after].map(({ reading: { instances } }) => instances.filter((one) => one.isBuiltIn !== true));
  const [mine = [], others = []] = made;
  const keys = new Set(mine.map(keyOfObject));
  const isShared = mine.length === 0 || others.length === 0 || others.some((one) => keys.has(keyOfObject(one)));
  return isShared
    ? []
    : [`${before.name} and ${after.name} have no object in common: they may be of two organizations at one endpoint.`];
}

/** The accounts of a change of which none of some contexts tells anything: sentences. */
export function listUncovered(own: Accounts, contexts: readonly Context[]): readonly string[] {
  if (contexts.length === 0) return [];
  const covered = new Set(contexts.flatMap((one) => [...listContextAccounts(one).keys()]));
  const names = contexts.map(({ name }) => name).join(", ");
  return [...own]
    .filter(([key]) => !covered.has(key))
    .map(([, account]) => `${names}: nothing of ${describeAccount(account)}: what is there is not looked at.`);
}
