import { type Command, Option } from "commander";
import type { CliCommand, Io } from "../command.ts";
import { connectionHelp } from "../access/connection-options.ts";
import { type KeyFormat, keyFormats, writeUnseen } from "../access/key-table.ts";
import { addKeyOptions, type KeyFlags, readKeyEntries } from "../access/key-options.ts";
import { readAskedSettings } from "../access/live-options.ts";
import { withLive } from "../access/open-live.ts";
import { withCleanErrors } from "../access/question.ts";
import { writeOutput } from "../access/report-output.ts";
import { registerRevoke } from "../access/revoke-keys.ts";

interface ListFlags extends KeyFlags {
  readonly format: KeyFormat;
  readonly output?: string;
  readonly requireComplete?: true;
}

async function list(flags: ListFlags, io: Io): Promise<void> {
  const settings = readAskedSettings(flags, "latchkey keys", io);
  const inventory = await withLive(settings, io, async (connection) => {
    const { name } = connection.vendor.facts;
    const where = { vendor: name, endpoint: String(connection.account.endpoint) };
    const { keys, blind, unread, takenAt } = await readKeyEntries(connection, flags.state, io);
    return { ...where, takenAt, keys, blind: [...blind, ...unread], isManagementKnown: flags.state.length > 0 };
  });
  await writeOutput(keyFormats[flags.format](inventory), flags, io);
  // A table of values has no place for it.
  if (flags.format === "csv") io.err(writeUnseen(inventory));
  io.finish(flags.requireComplete === true && inventory.blind.length > 0 ? 1 : 0);
}

const help = `${connectionHelp}

A column without a value is one that the vendor does not tell. No secret is read: no vendor returns one again.

Examples:
  latchkey keys --vendor NAME
  latchkey keys --vendor NAME --state state.json --format csv --output keys.csv
  latchkey keys revoke ID --vendor NAME

Exit codes: 0 listed; 1 listed, and --require-complete asks for what the token could not see; 2 error.`;

function register(program: Command, io: Io): void {
  const command = program
    .command("keys")
    .enablePositionalOptions()
    .description("List every key of an account: owner, age, expiry, last use, and what manages it.")
    .addOption(new Option("--format <form>", "what is printed").choices(Object.keys(keyFormats)).default("text"))
    .option("--output <file>", "write to a file instead of standard output")
    .option("--require-complete", "the exit code is 1 if the token could not see something");
  addKeyOptions(command)
    .addHelpText("after", help)
    .action((flags: ListFlags) => withCleanErrors(() => list(flags, io)));
  registerRevoke(command, io);
}

export const command: CliCommand = { register };
