import type { Command } from "commander";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { cleanText, disarmLines } from "#access/schema/shown-text.ts";
import type { LiveAccess } from "#review/live-access.ts";
import { writeSnapshot } from "#review/snapshot/create-snapshot.ts";
import manifest from "../../package.json" with { type: "json" };
import { addAccountOptions } from "../access/account-options.ts";
import { connectionHelp } from "../access/connection-options.ts";
import { type AccountFlags, readAskedSettings } from "../access/live-options.ts";
import { withCleanErrors } from "../access/question.ts";
import { writeOutput } from "../access/report-output.ts";
import { readSnapshotFile } from "../access/snapshot-file.ts";
import { registerVerify } from "../access/verify-snapshots.ts";
import type { CliCommand, Io } from "../command.ts";

interface SnapshotFlags extends AccountFlags {
  readonly output?: string;
  readonly previous?: string;
  readonly requireComplete?: true;
  readonly force?: true;
}

/** The digest of the snapshot before. @throws Error if it is of another account */
async function readPrevious({ previous }: SnapshotFlags, { account }: LiveAccess, io: Io): Promise<string | null> {
  if (previous === undefined) return null;
  const { digest, account: other } = await readSnapshotFile(previous, io);
  if (other.vendor === account.vendor && other.endpoint === account.endpoint) return digest;
  throw new Error(
    `${previous} is a snapshot of ${other.vendor} at ${other.endpoint}, and this is ${account.vendor} at ${String(account.endpoint)}. Give the snapshot before of the same account, or leave out --previous.`,
  );
}

/** The file that a path leads to, also by another path. Undefined if there is none yet. */
async function findFile(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? undefined : `${found.dev} ${found.ino}`;
}

/** @throws Error if a snapshot would be written over the one that it follows, or over whatever else is there */
async function refuseOverwriting({ previous, output, force }: SnapshotFlags): Promise<void> {
  if (output === undefined) return;
  const written = await findFile(output);
  const isHere = previous !== undefined && resolve(previous) === resolve(output);
  const isSame = isHere || (previous !== undefined && written !== undefined && written === (await findFile(previous)));
  if (!isSame) {
    if (written === undefined || force === true) return;
    throw new Error(
      `${output} is there already. If it is a link of a chain, give it as --previous and --output a file of its own; otherwise add --force.`,
    );
  }
  throw new Error(
    `--output ${output} is the file of --previous: the chain would lose the snapshot that the new one follows. Give --output a file of its own, such as one with the date in its name, or leave out --previous to begin a new chain.`,
  );
}

function describe({ account, askedBy, collected }: LiveAccess): string {
  const who = askedBy.kind === "known" ? `asked as ${askedBy.title}` : askedBy.reason;
  const { instances, blind } = collected;
  const head = `${instances.length} ${instances.length === 1 ? "object" : "objects"} of ${account.vendor} at ${String(account.endpoint)}; ${who}\n`;
  const hidden = blind.map((sentence) => `  ${sentence}\n`).join("");
  return blind.length === 0 ? head : `${head}Not looked at:\n${hidden}`;
}

async function takeSnapshot(flags: SnapshotFlags, io: Io): Promise<void> {
  const settings = readAskedSettings(flags, "latchkey snapshot", io);
  await refuseOverwriting(flags);
  const { readLive } = await import("../access/live.ts");
  const live = await readLive(settings, io);
  const previous = await readPrevious(flags, live, io);
  await writeOutput(writeSnapshot(live, { version: manifest.version, previous }), flags, io);
  io.err(disarmLines(cleanText(describe(live))));
  const isWhole = live.collected.blind.length === 0;
  io.finish(flags.requireComplete === true && !isWhole ? 1 : 0);
}

const help = `${connectionHelp}

The snapshot is JSON (latchkey-snapshot/1) with a digest of itself, and never holds a secret. review, can and who-can read it.
If the run fails or is interrupted, nothing is written.

Examples:
  latchkey snapshot --vendor NAME --output access.json
  latchkey snapshot --vendor NAME --previous 2030-01-01.json --output 2030-01-02.json
  latchkey snapshot verify snapshots

Exit codes: 0 written; 1 written, and --require-complete asks for what the token could not see; 2 error, nothing is written.`;

function register(program: Command, io: Io): void {
  const command = program
    .command("snapshot")
    .description("Write down who may do what in a vendor's account, as it is now.");
  addAccountOptions(command)
    .option("--output <file>", "write to a file: all of it or nothing (default: standard output)")
    .option("--previous <file>", "the snapshot before: this one names its digest")
    .option("--force", "write over a file that is there")
    .option("--require-complete", "the exit code is 1 if the token could not see something")
    .addHelpText("after", help)
    .action((flags: SnapshotFlags) => withCleanErrors(async () => takeSnapshot(flags, io)));
  registerVerify(command, io);
}

export const command: CliCommand = { register };
