import { type Command, Option } from "commander";
import { readObserved } from "#review/read-source.ts";
import { type KeyEntry, listKeyEntries, type ManagingState } from "./key-inventory.ts";
import { listKeys } from "#vendors/shared/live/list-keys.ts";
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

/**
 * What some states manage. What does not say its vendor is taken for the one that is asked.
 * @throws Error that names the file, if one is no state or snapshot
 */
async function readStates(files: readonly string[], vendor: string, io: Io): Promise<readonly ManagingState[]> {
  const vendors = [{ address: null, vendor, endpoint: null }];
  const states: ManagingState[] = [];
  for (const name of files) {
    const { instances } = await readSource(name, io, (document) => readObserved(document, { vendors }));
    states.push({ name, instances });
  }
  return states;
}

/** Every key that the vendor lists, what manages it among some states, and what is not listed. @throws AccessError */
export async function readKeyEntries(
  { vendor, account, context }: LiveConnection,
  files: readonly string[],
  io: Io,
): Promise<{ readonly keys: readonly KeyEntry[]; readonly blind: readonly string[]; readonly takenAt: string }> {
  const states = await readStates(files, vendor.facts.name, io);
  const now = context.now();
  const { rows, blind } = await listKeys({ vendor, context });
  return { keys: listKeyEntries({ account, rows, states, now }), blind, takenAt: now.toISOString() };
}
