import { type Command, InvalidArgumentError, Option } from "commander";
import { isNativeError } from "node:util/types";
import { cleanText, disarmLines } from "#access/schema/shown-text.ts";
import { type AdoptedAccount, planAdoption } from "#review/adopt/adoption.ts";
import { checkWanted, chooseObjects, parseWanted, type WantedObjects } from "#review/adopt/choose-objects.ts";
import type { AdoptionFormat } from "#review/adopt/format.ts";
import { adoptionFormats } from "#review/adopt/registry.gen.ts";
import { type WrittenAdoption, writeAdoption } from "#review/adopt/write-adoption.ts";
import { addAccountOptions } from "../access/account-options.ts";
import { type AdoptedFileFlags, refuseEditedFile } from "../access/adopted-file.ts";
import { type AdoptionSourceFlags, readAdoptedAccount, readStates } from "../access/adoption-source.ts";
import { connectionHelp } from "../access/connection-options.ts";
import { withCleanErrors } from "../access/question.ts";
import { writeOutput } from "../access/report-output.ts";
import type { CliCommand, Io } from "../command.ts";

interface AdoptFlags extends AdoptionSourceFlags, AdoptedFileFlags {
  readonly format: string;
  readonly only: readonly WantedObjects[];
  readonly requireComplete?: true;
}

function parseOnly(text: string): WantedObjects {
  try {
    return parseWanted(text);
  } catch (error) {
    throw isNativeError(error) ? new InvalidArgumentError(error.message) : error;
  }
}

function findFormat(name: string): AdoptionFormat {
  const found = adoptionFormats.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no format ${name}`);
  return found;
}

function describe({ account, blind }: AdoptedAccount, { count, leftOut }: WrittenAdoption, managed: number): string {
  const others = managed === 0 ? "" : `; ${managed} are managed already`;
  const head = `${count} objects of ${account.vendor} at ${String(account.endpoint)}${others}`;
  const missing = leftOut.map(({ title, reason }) => `  ${title}: ${reason}`);
  const hidden = blind.map((sentence) => `  ${sentence}`);
  return [
    head,
    ...(missing.length === 0 ? [] : ["Not adopted:", ...missing]),
    ...(hidden.length === 0 ? [] : ["Not looked at:", ...hidden]),
    "",
  ].join("\n");
}

async function adopt(flags: AdoptFlags, io: Io): Promise<void> {
  const format = findFormat(flags.format);
  await refuseEditedFile(flags, io);
  const account = await readAdoptedAccount(flags, io);
  checkWanted(flags.only, account.facts);
  const states = await readStates(flags.state, account.account, io);
  const seen = { ...account, blind: [...account.blind, ...states.blind] };
  const choice = chooseObjects(seen, flags.only, states.instances);
  const written = writeAdoption(planAdoption(seen, choice), format);
  const what = seen.blind.length === 0 ? "Nothing" : "Nothing that could be seen";
  if (written.count === 0) io.err(`${what} is left to adopt: no file is written.\n`);
  else await writeOutput(written.text, flags, io);
  io.err(disarmLines(cleanText(describe(seen, written, choice.managed))));
  io.finish(flags.requireComplete === true && seen.blind.length > 0 ? 1 : 0);
}

const help = `${connectionHelp}

The code manages what exists, by the vendor's names and with references instead of ids. Its first plan imports everything, and
changes nothing. The vendor's own roles and groups are referred to. No secret is written: that of a key is not known.

Examples:
  latchkey adopt --vendor NAME --output access.ts
  latchkey adopt --vendor NAME --format hcl --output access.tf
  latchkey adopt --from access.json --only role --only 'service_account:ci-*'
  terraform state pull | latchkey adopt --vendor NAME --state -

Exit codes: 0 written, or nothing is left; 1 the same, and --require-complete asks for what could not be seen; 2 error, nothing
is written.`;

function register(program: Command, io: Io): void {
  const command = program
    .command("adopt")
    .description("Write code for what exists in a vendor's account and no code manages.");
  addAccountOptions(command)
    .option("--from <snapshot>", "read a file of latchkey snapshot instead of asking the vendor")
    .addOption(
      new Option("--format <form>", "what is written")
        .choices(adoptionFormats.map(({ name }) => name))
        .default("typescript"),
    )
    .addOption(
      new Option("--only <kind[:pattern]>", "objects of this noun, or those with such a name (*); repeatable")
        .default([], "all")
        .argParser((text: string, all: readonly WantedObjects[]) => [...all, parseOnly(text)]),
    )
    .addOption(
      new Option("--state <file>", "leave out what this state manages; repeatable")
        .default([], "none")
        .argParser((file: string, all: readonly string[]) => [...all, file]),
    )
    .option("--output <file>", "write to a file that nobody edited (default: standard output)")
    .option("--force", "write over a file that somebody edited")
    .option("--require-complete", "the exit code is 1 if something could not be seen")
    .addHelpText("after", help)
    .action((flags: AdoptFlags) => withCleanErrors(async () => adopt(flags, io)));
}

export const command: CliCommand = { register };
