import { type Command } from "commander";
import { join } from "node:path";
import { labelReading } from "#review/code/stack-code.ts";
import type { AccessChange } from "#review/change/access-change.ts";
import type { Context } from "#review/context/context.ts";
import { type GivenState, openDrift } from "#review/drift/open-drift.ts";
import type { Refreshed } from "#review/drift/refreshed.ts";
import { runFindings } from "#review/findings/run-findings.ts";
import { readLiveReading, readObserved, readSides } from "#review/read-source.ts";
import { buildDriftReport } from "#review/report/build-drift-report.ts";
import type { DriftReport } from "#review/report/drift-report.ts";
import type { Reading } from "#review/source.ts";
import { connectionHelp } from "../access/connection-options.ts";
import { addDriftOptions, type DriftFlags, findDriftForm } from "../access/drift-options.ts";
import { judgeDrift } from "../access/drift-threshold.ts";
import { readAskedSettings } from "../access/live-options.ts";
import { readPolicy } from "../access/policy.ts";
import { withCleanErrors } from "../access/question.ts";
import { readSource } from "../access/read-document.ts";
import { readFormatOptions, writeReport } from "../access/report-output.ts";
import { readAssertions, readIgnored } from "../access/review-files.ts";
import { StackAccounts } from "../access/stack-accounts.ts";
import { listStackFolders, readStackCode, stackFileName } from "../access/stack-code.ts";
import { listStateFiles } from "../access/stack-state.ts";
import type { CliCommand, Io } from "../command.ts";

/** What files say, with the accounts that options and stacks name for those that do not say theirs. */
class Files {
  readonly #io: Io;
  readonly accounts: StackAccounts;

  constructor(accounts: StackAccounts, io: Io) {
    this.#io = io;
    this.accounts = accounts;
  }

  /** @param at the place of its stack @throws Error for a snapshot, or what is no state */
  async readState(file: string, at: number): Promise<Reading> {
    const vendors = this.accounts.listChoices(at);
    const reading = await readSource(file, this.#io, (document) => readObserved(document, { vendors }));
    if (reading.takenAt === undefined) return reading;
    throw new Error(`${file} is a snapshot, and a state is expected: give it as --against ${file}.`);
  }

  /** @throws Error for what is no snapshot */
  async readSnapshot(file: string): Promise<Context> {
    const reading = await readSource(file, this.#io, (document) => readObserved(document, { vendors: [] }));
    if (reading.takenAt !== undefined) return { name: file, reading };
    throw new Error(`--against ${file} is no snapshot. Take one: latchkey snapshot.`);
  }

  async readCode(folder: string, at: number): Promise<Reading> {
    const vendors = this.accounts.listChoices(at);
    const { after } = await readSource(join(folder, stackFileName), this.#io, (document) =>
      readSides(document, { vendors }),
    );
    return after;
  }

  /** @throws Error for what is no plan */
  async readRefreshed(file: string): Promise<Refreshed> {
    const vendors = this.accounts.listChoices();
    const { hasSides, before } = await readSource(file, this.#io, (document) => readSides(document, { vendors }));
    if (hasSides) return { name: file, drifted: before.drift ?? [] };
    throw new Error(`--plan ${file} is no plan. Make one: terraform show -json PLANFILE.`);
  }
}

interface Given {
  readonly flags: DriftFlags;
  readonly source: Files;
  readonly io: Io;
}

async function readStates(given: readonly string[], { flags, source, io }: Given): Promise<readonly GivenState[]> {
  const files = given.length === 0 ? await listStateFiles(flags, io) : given;
  if (files.length === 0) {
    throw new Error(
      "give at least one state (terraform show -json, terraform state pull), - for standard input, or --stack",
    );
  }
  const folders = listStackFolders(flags);
  const codes = await readStackCode(flags, files.length, io);
  const states: GivenState[] = [];
  for (const [at, file] of files.entries()) {
    const reading = await source.readState(file, at);
    const code = codes[at];
    const folder = folders[at];
    const labelled = code === undefined ? reading : labelReading(reading, code);
    const written = folder === undefined ? null : await source.readCode(folder, at);
    states.push({ name: file, reading: labelled, code: written });
  }
  return states;
}

/** What lives: as snapshots have it, or as the vendor tells it now. @throws Error that says what to do next */
async function readLiving({ flags, source, io }: Given): Promise<readonly Context[]> {
  if (flags.against.length > 0) {
    const contexts: Context[] = [];
    for (const file of flags.against) contexts.push(await source.readSnapshot(file));
    return contexts;
  }
  const settings = readAskedSettings(source.accounts.chooseAsked(), "latchkey drift", io);
  // Imported here: files alone need no connection.
  const { readLive } = await import("../access/live.ts");
  return [{ name: "the account", reading: readLiveReading(await readLive(settings, io)) }];
}

async function readAllRefreshed({ flags, source }: Given): Promise<readonly Refreshed[]> {
  const all: Refreshed[] = [];
  for (const file of flags.plan) all.push(await source.readRefreshed(file));
  return all;
}

function build(change: AccessChange): DriftReport {
  if (change.drift === null) throw new Error("a comparison of code and vendor says nothing of either");
  return buildDriftReport(change, change.drift, runFindings(change));
}

async function findDrift(files: readonly string[], flags: DriftFlags, io: Io): Promise<void> {
  const waivers = await readIgnored(flags, io);
  const policy = await readPolicy(flags, io);
  const assertions = await readAssertions(flags, io);
  const given: Given = { flags, source: new Files(await StackAccounts.open(flags, io), io), io };
  const refreshed = await readAllRefreshed(given);
  const states = await readStates(files, given);
  const live = await readLiving(given);
  const at = flags.now ?? new Date().toISOString();
  const { owned } = flags;
  const report = build(openDrift({ states, live, refreshed, owned, at, waivers, policy, assertions }));
  const names = states.map(({ name }) => name);
  const failed = judgeDrift(report, flags);
  const options = { ...readFormatOptions(flags, names), failed };
  await writeReport((format) => findDriftForm({ format }).write(report, options), flags, io);
  io.finish(failed.length > 0 ? 1 : 0);
}

const help = `
STATE is what terraform show -json or terraform state pull prints, or - for standard input. Several states are compared with
one account together: what two of them manage is found.

Examples:
  terraform show -json | latchkey drift - --vendor NAME
  latchkey drift network.json apps.json --vendor NAME@https://signals.example.com
  latchkey drift --stack team-access
  latchkey drift state.json --against snapshot.json
  latchkey drift state.json --vendor NAME --ignore access.ignore.json --require-complete
  latchkey drift state.json --vendor NAME --owned service_account:team-* --format markdown --output drift.md
  latchkey drift state.json --vendor NAME --format revoke --output clean-up.sh
${connectionHelp}
Exit codes: 0 nothing at or above --fail-on; 1 something is, or something is not known with --require-complete; 2 no
trustworthy answer.`;

function register(program: Command, io: Io): void {
  const command = program
    .command("drift")
    .description("Say what a vendor's account has that code does not give, and the other way round.")
    .usage("[options] STATE...")
    .argument("[states...]", "states in JSON");
  addDriftOptions(command)
    .addHelpText("after", help)
    .action((files: readonly string[], flags: DriftFlags) => withCleanErrors(async () => findDrift(files, flags, io)));
}

export const command: CliCommand = { register };
