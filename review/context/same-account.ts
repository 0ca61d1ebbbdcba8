import {
  type AccountKey,
  type AccountSource,
  createAccountKey,
  normalizeEndpoint,
} from "#access/model/statements/account.ts";
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

/** What a shell takes as it is: the endpoint comes from a file. */
const plainEndpoint = /^https?:\/\/[\w.:/-]+$/;

/** Accounts without an endpoint that may be one of some others, and what to add if so. */
interface Unsaid {
  readonly aliases: readonly string[];
  readonly options: readonly string[];
}

function findUnsaid(accounts: Accounts, others: Accounts): Unsaid | undefined {
  const unsaid = [...accounts.values()].filter(({ endpoint }) => endpoint === null);
  const same = [...others.values()].filter(({ vendor }) => unsaid.some((one) => one.vendor === vendor));
  const aliases = unsaid.filter((one) => same.some(({ vendor }) => one.vendor === vendor)).map(({ alias }) => alias);
  if (aliases.length === 0) return undefined;
  const options = same.map(({ vendor, endpoint }) => {
    const isPlain = endpoint !== null && plainEndpoint.test(endpoint);
    const block = aliases.length > 1 ? "access.ALIAS=" : "";
    return `--vendor ${block}${vendor}@${isPlain ? normalizeEndpoint(endpoint) : "ENDPOINT"}`;
  });
  return { aliases, options: [...new Set(options)] };
}

function adviseUnsaid(what: string, { aliases, options }: Unsaid): string {
  const blocks = aliases.slice(0, 5).join(", ");
  return `${what} its endpoint (provider block ${blocks}). If it is the same account, add ${options.slice(0, 5).join(" or ")}`;
}

/** A document that another one has to be about the same account as. */
interface Asked {
  /** Such as `the plan is`. */
  readonly what: string;
  /** What it is about, such as `the change is`. */
  readonly change: string;
  readonly doesNotSay: string;
  readonly says: string;
  readonly accounts: Accounts;
}

function askPlan(accounts: Accounts): Asked {
  return {
    what: "the plan is",
    change: "the change is",
    doesNotSay: "the plan does not say",
    says: "nor the plan says",
    accounts,
  };
}

function askStates(accounts: Accounts): Asked {
  return {
    what: "the states are",
    change: "the states are",
    doesNotSay: "the states do not say",
    says: "nor the states say",
    accounts,
  };
}

/** Throws unless both have an account in common. Two that nobody names are never taken for one. */
function requireShared(name: string, { what, change, doesNotSay, says, accounts: own }: Asked, other: Accounts): void {
  if ([...other.keys()].some((key) => own.has(key))) return;
  const about = `${name} is about ${describeAccounts(other)}`;
  const open = findUnsaid(own, other);
  if (open !== undefined) {
    const isOnlyOwn = findUnsaid(other, own) === undefined;
    if (isOnlyOwn) throw new SourceError(`${about}, and ${adviseUnsaid(doesNotSay, open)}`);
    throw new SourceError(adviseUnsaid(`neither ${name} ${says}`, open));
  }
  const unsaid = findUnsaid(other, own);
  if (unsaid !== undefined) {
    throw new SourceError(
      `${what} about ${describeAccounts(own)}, and ${adviseUnsaid(`${name} does not say`, unsaid)}`,
    );
  }
  throw new SourceError(
    `${name} is about another account: it is about ${describeAccounts(other)}, and ${change} about ${describeAccounts(own)}. Give that of the same account.`,
  );
}

interface Counted {
  /** Those that the change has before. */
  readonly known: number;
  /** Those of which the context has the id. */
  readonly found: number;
  /** Those that are in lists that were read whole, so that they would have to be found. */
  readonly expected: number;
}

/** How many objects of the change a context has. */
function countFound(account: AccountKey, before: readonly Instance[], { reading }: Context): Counted {
  const { instances, whole = [] } = reading;
  const lists = new Set(whole.filter((one) => createAccountKey(one.account) === account).map(({ list }) => list));
  const seen = new Set(instances.map(keyOfObject));
  const known = before.filter((one) => {
    return one.kind === "resource" && createAccountKey(one.account) === account && keyOfObject(one) !== null;
  });
  return {
    known: known.length,
    found: known.filter((one) => seen.has(keyOfObject(one))).length,
    expected: known.filter(({ type }) => lists.has(type)).length,
  };
}

/** Why nothing of the change could be looked for: the end of a sentence. */
function explainUnchecked(known: number, { name, reading }: Context): string {
  if (known === 0) return "the change has no object yet that could be found there";
  return reading.takenAt === undefined
    ? `it has none of the ${known} objects that are there before the change, and a state lists only its own objects, so that this cannot be checked`
    : `none of the lists that would have the ${known} objects of before the change could be read whole for ${name}`;
}

/**
 * Customers of a vendor may share an endpoint. What tells them apart is what they have.
 * @returns what is assumed: sentences
 * @throws SourceError if nothing of the change is there, where all of it would have to be
 */
function requireSameObjects(own: Accounts, before: readonly Instance[], context: Context): readonly string[] {
  const shared = [...listContextAccounts(context)].filter(([key]) => own.has(key));
  return shared.flatMap(([key, { vendor, endpoint }]) => {
    const { known, found, expected } = countFound(key, before, context);
    const where = `${vendor} at ${String(endpoint)}`;
    if (found > 0) return [];
    if (expected === 0) {
      return `Only the endpoint tells that ${context.name} and the change are about one account (${where}): ${explainUnchecked(known, context)}.`;
    }
    throw new SourceError(
      `${context.name} has none of the ${expected} objects that are there before the change (${where}): it is of another organization at the same endpoint, or older than all of them. Use a token, or a snapshot, of the account that the change is about.`,
    );
  });
}

/**
 * Checks that a context is about an account of the change.
 * @returns what is assumed for that: sentences
 * @throws SourceError if it is not
 */
export function checkSameAccount(own: Accounts, before: readonly Instance[], context: Context): readonly string[] {
  requireShared(context.name, askPlan(own), listContextAccounts(context));
  return requireSameObjects(own, before, context);
}

/** With so few objects, nobody can tell whether somebody deleted all of them, or it is another account. */
const tooFew = 2;

/**
 * Checks that what lives is of an account of some states.
 * @returns what is assumed for that: sentences
 * @throws SourceError if it is not
 */
export function checkSameStates(managed: readonly Instance[], live: Context): readonly string[] {
  const own = listAccounts(managed.map(({ account }) => account));
  const other = listContextAccounts(live);
  requireShared(live.name, askStates(own), other);
  return [...other].flatMap(([key, { vendor, endpoint }]) => {
    const { found, expected } = countFound(key, managed, live);
    if (found > 0 || expected === 0) return [];
    const where = `${vendor} at ${String(endpoint)}`;
    const none = `${live.name} has none of the ${expected} objects that the states have (${where})`;
    if (expected <= tooFew) return [`${none}: they are taken to be deleted, and not to be of another organization.`];
    throw new SourceError(
      `${none}: it is of another organization at the same endpoint, or all of them were deleted. Use a token, or a snapshot, of the account that the states are of.`,
    );
  });
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
  // What is not made yet is nowhere.
  const known = others.map(keyOfObject).filter((key) => key !== null);
  const isShared = mine.length === 0 || known.length === 0 || known.some((key) => keys.has(key));
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
