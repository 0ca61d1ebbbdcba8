import { type Command, Option } from "commander";
import { disarmLines, quoteLine, writeCleanJson } from "#access/schema/shown-text.ts";
import type { Chain } from "#review/snapshot/chain.ts";
import type { Io } from "../command.ts";
import { withCleanErrors, writeName } from "./question.ts";
import { isSound, readSnapshotFolder, type Verified } from "./snapshot-folder.ts";

interface VerifyFlags {
  readonly format: "text" | "json";
}

const limits =
  "This shows the order of the snapshots, and that none was changed or taken out in between. It does not show who made\nthem: whoever may write the folder can make another chain.\n";

const broken =
  "There are faults: this does not show that no snapshot was changed or taken out. Get the files back from where only the\npipeline writes, or begin a new chain in another folder.\n";

function tellWhatItShows(verified: Verified): string {
  return isSound(verified) ? limits : broken;
}

/** With what to do, which stands at the end. */
const longestFault = 2_000;

function writeChain({ account, snapshots, faults }: Chain): string {
  const lines = snapshots.map(({ name, snapshot }) => {
    const note = snapshot.complete ? "" : ", not complete";
    return `  ${snapshot.takenAt}  ${writeName(name)}  ${snapshot.digest.slice(0, 19)}${note}\n`;
  });
  const head = `${writeName(account.vendor)} at ${writeName(account.endpoint)}: ${snapshots.length} ${snapshots.length === 1 ? "snapshot" : "snapshots"}\n`;
  return `${head}${lines.join("")}${faults.map((fault) => `  fault: ${quoteLine(fault, longestFault)}\n`).join("")}`;
}

function writeText(verified: Verified): string {
  const { chains, unread } = verified;
  const wrong = unread.map((sentence) => `fault: ${quoteLine(sentence, longestFault)}\n`).join("");
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
  const verified = await readSnapshotFolder(folder);
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
