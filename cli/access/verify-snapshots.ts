import { type Command, Option } from "commander";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isNativeError } from "node:util/types";
import { disarmLines, writeCleanJson } from "#access/schema/shown-text.ts";
import { type Chain, findChains, type NamedSnapshot } from "#review/snapshot/chain.ts";
import type { Io } from "../command.ts";
import { withCleanErrors, writeName } from "./question.ts";
import { readSnapshotFile } from "./snapshot-file.ts";

const mostFiles = 10_000;

interface VerifyFlags {
  readonly format: "text" | "json";
}

interface Verified {
  readonly chains: readonly Chain[];
  /** Files that are no snapshots, or were changed: sentences. */
  readonly unread: readonly string[];
}

function explainUnread(folder: string, cause: unknown): Error {
  const code = isNativeError(cause) && "code" in cause ? String(cause.code) : "unknown error";
  switch (code) {
    case "ENOTDIR":
      return new Error(
        `${folder} is no folder. Give the folder that has all snapshots of the chain: ${dirname(folder)}`,
        {
          cause,
        },
      );
    case "ENOENT":
      return new Error(`there is no folder ${folder}. Give the folder of snapshots.`, { cause });
    default:
      return new Error(`the folder ${folder} cannot be read (${code}). Check who may read it.`, { cause });
  }
}

/** In a fixed order. @throws Error that names the folder */
async function listFiles(folder: string): Promise<readonly string[]> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw explainUnread(folder, error);
  }
  const files = names.filter((name) => name.endsWith(".json")).toSorted();
  if (files.length > mostFiles) throw new Error(`${folder} has more than ${mostFiles} files`);
  if (files.length === 0) throw new Error(`${folder} has no file that ends in .json. Give the folder of snapshots.`);
  return files;
}

async function verify(folder: string): Promise<Verified> {
  const read: NamedSnapshot[] = [];
  const unread: string[] = [];
  for (const name of await listFiles(folder)) {
    try {
      read.push({ name, snapshot: await readSnapshotFile(join(folder, name), {}) });
    } catch (error) {
      if (!isNativeError(error)) throw error;
      unread.push(error.message);
    }
  }
  return { chains: findChains(read), unread };
}

const limits =
  "This shows the order of the snapshots, and that none was changed or taken out in between. It does not show who made\nthem: whoever may write the folder can make another chain.\n";

const broken =
  "There are faults: this does not show that no snapshot was changed or taken out. Get the files back from where only the\npipeline writes, or begin a new chain in another folder.\n";

function isSound({ chains, unread }: Verified): boolean {
  return unread.length === 0 && chains.every(({ faults }) => faults.length === 0);
}

function tellWhatItShows(verified: Verified): string {
  return isSound(verified) ? limits : broken;
}

function writeChain({ account, snapshots, faults }: Chain): string {
  const lines = snapshots.map(({ name, snapshot }) => {
    const note = snapshot.complete ? "" : ", not complete";
    return `  ${snapshot.takenAt}  ${writeName(name)}  ${snapshot.digest.slice(0, 19)}${note}\n`;
  });
  const head = `${writeName(account.vendor)} at ${writeName(account.endpoint)}: ${snapshots.length} snapshots\n`;
  return `${head}${lines.join("")}${faults.map((fault) => `  fault: ${writeName(fault)}\n`).join("")}`;
}

function writeText(verified: Verified): string {
  const { chains, unread } = verified;
  const wrong = unread.map((sentence) => `fault: ${writeName(sentence)}\n`).join("");
  return `${chains.map(writeChain).join("\n")}${wrong === "" ? "" : `\n${wrong}`}\n${tellWhatItShows(verified)}`;
}

function writeJson(verified: Verified): string {
  const { chains, unread } = verified;
  return writeCleanJson({
    format: "latchkey-snapshot-chains/1",
    chains: chains.map(({ account, snapshots, faults }) => ({
      account,
      snapshots: snapshots.map(({ name, snapshot }) => {
        const { digest, previous, takenAt, complete } = snapshot;
        return { file: name, digest, previous, takenAt, complete };
      }),
      faults,
    })),
    faults: unread,
    shows: tellWhatItShows(verified).replaceAll("\n", " ").trim(),
  });
}

async function runVerify(folder: string, { format }: VerifyFlags, io: Io): Promise<void> {
  const verified = await verify(folder);
  const { chains, unread } = verified;
  if (chains.length === 0)
    throw new Error(`${folder} has no snapshot that can be read: ${unread.slice(0, 3).join(" ")}`);
  io.out(format === "json" ? writeJson(verified) : disarmLines(writeText(verified)));
  io.finish(isSound(verified) ? 0 : 1);
}

const help = `
Every .json file of the folder must be a snapshot. Each account is a chain of its own.

${limits}
Exit codes: 0 in order; 1 something was changed, is missing or does not follow; 2 error, or no snapshot at all.`;

/** Adds \`snapshot verify\`. */
export function registerVerify(snapshot: Command, io: Io): void {
  snapshot
    .command("verify")
    .description("Check that snapshots of a folder follow each other, and that none was changed.")
    .argument("<folder>", "where the snapshots are")
    .addOption(new Option("--format <form>", "what is printed").choices(["text", "json"]).default("text"))
    .addHelpText("after", help)
    .action((folder: string, flags: VerifyFlags) => withCleanErrors(async () => runVerify(folder, flags, io)));
}
