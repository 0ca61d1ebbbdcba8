import { isNativeError } from "node:util/types";
import type { Command } from "commander";
import { cleanText, disarmLines, quoteLine } from "#access/schema/shown-text.ts";
import { chooseKeys, type KeyEntry } from "./key-inventory.ts";
import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Asker } from "#access/model/vendors/asker.ts";
import { findAsker } from "#vendors/shared/live/find-asker.ts";
import { type KeyRow, listKeys, readKeyStates, revokeKey } from "#vendors/shared/live/list-keys.ts";
import type { Io } from "../command.ts";
import { settingsHelp } from "./connection-options.ts";
import { addKeyOptions, type KeyFlags, readKeyEntries, toKeySource } from "./key-options.ts";
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

/** @throws Error where a state does not tell which keys it manages: one of the code would not be refused */
function refuseUnread(unread: readonly string[]): void {
  const [first] = unread;
  if (first === undefined) return;
  throw new Error(
    `${first} Which keys it manages is not known. Give the whole state of this account, or leave --state out; nothing was revoked.`,
  );
}

function isOf({ serviceAccountId }: KeyEntry, asker: Asker): boolean {
  return asker.kind === "known" && serviceAccountId === asker.id;
}

/** Those that may be what the token is come last: without it, none of the others can be revoked. */
function putOwnLast(keys: readonly KeyEntry[], asker: Asker): readonly KeyEntry[] {
  return [...keys.filter((one) => !isOf(one, asker)), ...keys.filter((one) => isOf(one, asker))];
}

function writeList(keys: readonly KeyEntry[], asker: Asker): string {
  const lines = keys.map((one) => {
    const note = isOf(one, asker) ? ": of the account that asks, and this token may be this key" : "";
    return `  ${describeKey(one)}${note}\n`;
  });
  return lines.join("");
}

function isSame(one: Pick<KeyEntry, "id" | "serviceAccountId">, other: Pick<KeyEntry, "id" | "serviceAccountId">) {
  return one.id === other.id && one.serviceAccountId === other.serviceAccountId;
}

/** How a key is removed: as Terraform would remove it, once it was imported. */
function findState(states: readonly { readonly [name: string]: unknown }[], entry: KeyEntry) {
  return states.find(({ id, serviceAccountId }) => {
    return id === entry.id && (entry.serviceAccountId === null || serviceAccountId === entry.serviceAccountId);
  });
}

/** With these, the vendor may have revoked it. */
const unsureCodes: ReadonlySet<ErrorCode> = new Set([
  "endpoint_unreachable",
  "interrupted",
  "outcome_unknown",
  "unexpected_answer",
  "vendor_failed",
]);

/** Prints one line. */
type Tell = (line: string) => void;

/** Revokes one after the other, and tells of each. @returns those of which the vendor did not say that they are revoked */
async function revokeEach(
  connection: LiveConnection,
  keys: readonly KeyEntry[],
  tell: Tell,
): Promise<readonly KeyEntry[]> {
  const states = await readKeyStates(toKeySource(connection));
  const open: KeyEntry[] = [];
  for (const entry of keys) {
    try {
      const state = findState(states, entry);
      if (state === undefined) throw new Error("it is not among the keys that could be read.");
      if (connection.context.signal.aborted) throw new Error("the run was interrupted before.");
      await revokeKey(connection, state);
      tell(`revoked ${describeKey(entry)}`);
    } catch (error) {
      open.push(entry);
      const isUnsure = error instanceof AccessError && unsureCodes.has(error.code);
      const fault = quoteLine(isNativeError(error) ? error.message : String(error));
      tell(`${isUnsure ? "not known whether revoked" : "not revoked"} ${describeKey(entry)}: ${fault}`);
    }
  }
  return open;
}

interface Revoked {
  readonly all: readonly KeyEntry[];
  /** Those of which the vendor did not say that they are revoked. */
  readonly open: readonly KeyEntry[];
}

/** Why nobody knows whether the vendor still lists keys. */
function explainUnchecked({ all, open }: Revoked, error: unknown): Error {
  const fault = isNativeError(error) ? error.message : String(error);
  const done = all.length - open.length;
  const next = open.length === 0 ? "" : ` ${open.length} of ${all.length} keys are still to be revoked.`;
  const text =
    error instanceof AccessError && error.code === "unauthenticated" && done > 0
      ? `the token is not accepted any more: it was one of the keys that were revoked.${next} Look at them with another token.`
      : `whether the vendor still lists the keys could not be looked at: ${fault}${next} List them with \`latchkey keys\`.`;
  return new Error(text, { cause: error });
}

/** @throws Error if one is still listed, which means that it may still work, or if nobody knows */
async function requireGone(connection: LiveConnection, revoked: Revoked, tell: Tell): Promise<void> {
  const { all, open } = revoked;
  let left: readonly KeyRow[];
  try {
    left = (await listKeys(toKeySource(connection))).rows;
  } catch (error) {
    throw explainUnchecked(revoked, error);
  }
  const still = all.filter((one) => left.some((other) => isSame(one, other)));
  const gone = open.filter((one) => !still.includes(one));
  for (const one of gone) tell(`revoked ${describeKey(one)}: the vendor no longer lists it`);
  if (still.length === 0) return;
  const failed = still.filter((one) => open.includes(one));
  if (failed.length === still.length)
    throw new Error(`${failed.length} of ${all.length} keys were not revoked. Run again for them.`);
  throw new Error(`the vendor still lists ${still.map(describeKey).join("; ")}. Look at it there, and run again.`);
}

async function revoke(names: readonly string[], flags: RevokeFlags, io: Io): Promise<void> {
  const settings = readAskedSettings(flags, "latchkey keys revoke", io);
  await withLive(settings, io, async (connection) => {
    const { keys: found, blind, unread } = await readKeyEntries(connection, flags.state, io);
    refuseUnread(unread);
    const chosen = chooseKeys(found, names, blind);
    refuseManaged(chosen);
    const asker = await findAsker(connection.vendor, connection.context);
    const all = putOwnLast(chosen, asker);
    const title = `${connection.vendor.facts.title} at ${String(connection.account.endpoint)}`;
    io.err(disarmLines(cleanText(`${title}: to be revoked\n${writeList(all, asker)}`)));
    await requireConsent(all, flags, io);
    const tell: Tell = (line) => io.out(disarmLines(cleanText(`${line}\n`)));
    const open = await revokeEach(connection, all, tell);
    await requireGone(connection, { all, open }, tell);
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
