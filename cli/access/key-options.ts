import { type Command, Option } from "commander";
import type { AccountSource } from "#access/model/statements/account.ts";
import { readObserved } from "#review/read-source.ts";
import { isOfAccount, type KeyEntry, listKeyEntries, type ManagingState } from "./key-inventory.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { listReadableKeys } from "#vendors/shared/live/list-keys.ts";
import type { Io } from "../command.ts";
import { addAccountOptions } from "./account-options.ts";
import type { AccountFlags } from "./live-options.ts";
import type { LiveConnection } from "./open-live.ts";
import { readSource } from "./read-document.ts";

/** What every command about keys takes. */
export interface KeyFlags extends AccountFlags {
  readonly state: readonly string[];
}

export function addKeyOptions(command: Command): Command {
  return addAccountOptions(command).addOption(
    new Option("--state <file>", "a state (terraform show -json, or a state file): which keys it manages; repeatable")
      .default([], "none")
      .argParser((file: string, all: readonly string[]) => [...all, file]),
  );
}

/** What some states manage of an account, and what of them does not tell it. */
interface ReadStates {
  readonly states: readonly ManagingState[];
  /** Sentences. */
  readonly unread: readonly string[];
}

/** Why a state says nothing of an account. Undefined if it does. */
function explainOtherAccount({ name, instances }: ManagingState, account: AccountSource): string | undefined {
  if (instances.some((one) => isOfAccount(one, account))) return undefined;
  const [other] = instances;
  if (other === undefined) return undefined;
  const { vendor, endpoint } = other.account;
  return `${name} is of ${vendor} at ${endpoint ?? "an endpoint that it does not say"}, and not of this account.`;
}

/**
 * What some states manage. What does not say its vendor is taken for the one that is asked.
 * @throws Error that names the file, if one is no state or snapshot
 */
async function readStates(files: readonly string[], account: AccountSource, io: Io): Promise<ReadStates> {
  const vendors = [{ address: null, vendor: account.vendor, endpoint: null }];
  const states: ManagingState[] = [];
  const unread: string[] = [];
  for (const name of files) {
    const { instances, blind } = await readSource(name, io, (document) => readObserved(document, { vendors }));
    const state = { name, instances };
    states.push(state);
    unread.push(...blind.map((sentence) => `${name}: ${sentence}`));
    const other = explainOtherAccount(state, account);
    if (other !== undefined) unread.push(other);
  }
  return { states, unread };
}

/** The keys of an account, as far as they can be read. */
export interface ReadKeys {
  readonly keys: readonly KeyEntry[];
  /** What could not be seen of the keys: sentences. */
  readonly blind: readonly string[];
  /** What of the states does not tell which keys they manage: sentences. */
  readonly unread: readonly string[];
  readonly takenAt: string;
}

/** What a list of keys is read of. */
export function toKeySource({ vendor, account, context }: LiveConnection) {
  return { vendor, account, context, definitions: nounDefinitions };
}

/** Every key that the vendor lists, what manages it among some states, and what is not listed. @throws AccessError */
export async function readKeyEntries(connection: LiveConnection, files: readonly string[], io: Io): Promise<ReadKeys> {
  const { account, context } = connection;
  const { states, unread } = await readStates(files, account, io);
  const now = context.now();
  const { rows, blind } = await listReadableKeys(toKeySource(connection));
  return { keys: listKeyEntries({ account, rows, states, now }), blind, unread, takenAt: now.toISOString() };
}
