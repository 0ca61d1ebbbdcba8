import { isNativeError } from "node:util/types";
import type { Command } from "commander";
import { cleanText, disarmLines, quoteLine } from "#access/schema/shown-text.ts";
import { chooseKeys, type KeyEntry } from "./key-inventory.ts";
import { key } from "#access/model/nouns/resources/key.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { readKeyStates, revokeKey } from "#vendors/shared/live/list-keys.ts";
import type { Io } from "../command.ts";
import { settingsHelp } from "./connection-options.ts";
import { addKeyOptions, type KeyFlags, readKeyEntries } from "./key-options.ts";
import { readAskedSettings } from "./live-options.ts";
import { type LiveConnection, withLive } from "./open-live.ts";
import { withCleanErrors, writeName } from "./question.ts";

interface RevokeFlags extends KeyFlags {
  readonly yes?: true;
}

function describeKey({ id, name, serviceAccountName, serviceAccountId, lastUsedAt }: KeyEntry): string {
  const owner = serviceAccountName ?? serviceAccountId;
  const called = name === null ? writeName(id) : `${writeName(name)} (${writeName(id)})`;
  const used = lastUsedAt === null ? "" : `, last used ${lastUsedAt}`;
  return `${called}${owner === null ? "" : ` of ${writeName(owner)}`}${used}`;
}

/** @throws Error for a key of the code: its state would not know of it, and the next plan would make another one */
function refuseManaged(keys: readonly KeyEntry[]): void {
  const managed = keys.find(({ managedBy }) => managedBy.length > 0);
  if (managed === undefined) return;
  throw new Error(
    `${describeKey(managed)} is managed by ${managed.managedBy.join(", ")}. Take it out of the code and apply, or rotate it (docs/rotation.md); nothing was revoked.`,
  );
}

async function readLine(input: Io["input"]): Promise<string> {
  let text = "";
  if (input === undefined) return text;
  const decoder = new TextDecoder();
  for await (const part of input) {
    text += decoder.decode(part, { stream: true });
    if (text.includes("\n")) break;
  }
  return text.split("\n", 1)[0] ?? "";
}

/** @throws Error if nobody can be asked, or somebody says no */
async function requireConsent(keys: readonly KeyEntry[], { yes }: RevokeFlags, io: Io): Promise<void> {
  if (yes === true) return;
  if (io.isTerminal !== true) {
    throw new Error("nobody can be asked here: add --yes to revoke without a question. Nothing was revoked.");
  }
  io.err(`Revoke ${keys.length === 1 ? "this key" : `these ${keys.length} keys`}? It cannot be undone. [y/N] `);
  const answer = await readLine(io.input);
  if (!/^\s*y(?:es)?\s*$/i.test(answer)) throw new Error("nothing was revoked.");
}

/** How a key is removed: as Terraform would remove it, once it was imported. */
function findState(states: readonly { readonly [name: string]: unknown }[], entry: KeyEntry) {
  return states.find(({ id, serviceAccountId }) => {
    return id === entry.id && (entry.serviceAccountId === null || serviceAccountId === entry.serviceAccountId);
  });
}

/** Revokes one after the other, and tells of each. @returns how many failed */
async function revokeEach(connection: LiveConnection, keys: readonly KeyEntry[], io: Io): Promise<number> {
  const states = await readKeyStates({ ...connection, definition: nounDefinition(key.type) });
  let failed = 0;
  for (const entry of keys) {
    const tell = (text: string): void => io.out(disarmLines(cleanText(`${text}\n`)));
    try {
      const state = findState(states, entry);
      if (state === undefined) throw new Error("the vendor no longer lists it.");
      if (connection.context.signal.aborted) throw new Error("the run was interrupted before.");
      await revokeKey(connection, state);
      tell(`revoked ${describeKey(entry)}`);
    } catch (error) {
      failed += 1;
      const fault = quoteLine(isNativeError(error) ? error.message : String(error));
      tell(`not revoked ${describeKey(entry)}: ${fault}`);
    }
  }
  return failed;
}

/** @throws Error if one is still listed, which means that it may still work */
async function requireGone(connection: LiveConnection, keys: readonly KeyEntry[], io: Io): Promise<void> {
  const { keys: left } = await readKeyEntries(connection, [], io);
  const still = keys.filter((one) =>
    left.some(({ id, serviceAccountId }) => {
      return id === one.id && serviceAccountId === one.serviceAccountId;
    }),
  );
  if (still.length === 0) return;
  throw new Error(`the vendor still lists ${still.map(describeKey).join("; ")}. Look at it there, and run again.`);
}

async function revoke(names: readonly string[], flags: RevokeFlags, io: Io): Promise<void> {
  const settings = readAskedSettings(flags, "latchkey keys revoke", io);
  await withLive(settings, io, async (connection) => {
    const { keys: all } = await readKeyEntries(connection, flags.state, io);
    const keys = chooseKeys(all, names);
    refuseManaged(keys);
    const { endpoint } = connection.account;
    const list = keys.map((key) => `  ${describeKey(key)}\n`).join("");
    const title = `${connection.vendor.facts.title} at ${String(endpoint)}`;
    io.err(disarmLines(cleanText(`${title}: to be revoked\n${list}`)));
    await requireConsent(keys, flags, io);
    const failed = await revokeEach(connection, keys, io);
    if (failed > 0) throw new Error(`${failed} of ${keys.length} keys were not revoked. Run again for them.`);
    await requireGone(connection, keys, io);
  });
}

/** @throws Error for an option that comes before `revoke`: it would be the listing's, and say nothing here */
function refuseEarlyOptions(keys: Command): void {
  const early = keys.options.find((option) => keys.getOptionValueSource(option.attributeName()) === "cli");
  if (early === undefined) return;
  throw new Error(`${early.long ?? early.flags} comes before revoke. Put it behind; nothing was revoked.`);
}

const help = `
ID is a key's id, as latchkey keys shows it, or ACCOUNT/ID. This is the one command that changes something at a vendor.
Whoever uses such a key fails from then on, and no vendor gives it back. A key that a given --state manages is refused.
${settingsHelp} The token needs the right to delete keys.

Examples:
  latchkey keys revoke 0198c0de-0000-7000-8000-000000000042 --vendor NAME
  latchkey keys revoke ID ID --vendor NAME --state state.json --yes

Exit codes: 0 revoked, and no longer listed; 2 error: it says what was revoked and what was not.`;

/** Adds `revoke` to `keys`. */
export function registerRevoke(keys: Command, io: Io): void {
  const command = keys
    .command("revoke")
    .description("Revoke keys at the vendor. It asks first, unless --yes is given.")
    .argument("<id...>", "the keys")
    .option("--yes", "do not ask");
  addKeyOptions(command)
    .addHelpText("after", help)
    .action((names: readonly string[], flags: RevokeFlags) =>
      withCleanErrors(async () => {
        refuseEarlyOptions(keys);
        await revoke(names, flags, io);
      }),
    );
}
