import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isNativeError } from "node:util/types";
import { type Chain, findChains, type NamedSnapshot } from "#review/snapshot/chain.ts";
import { readSnapshotFile } from "./snapshot-file.ts";

const mostFiles = 10_000;

/** What the snapshots of a folder are, and what is wrong with them. */
export interface Verified {
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

/** Reads every snapshot of a folder, and puts them into their order. @throws Error that names the folder */
export async function readSnapshotFolder(folder: string): Promise<Verified> {
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

export function isSound({ chains, unread }: Verified): boolean {
  return unread.length === 0 && chains.every(({ faults }) => faults.length === 0);
}

const wholeDay = /^\d{4}-\d{2}-\d{2}$/;

/** The last instant that a text means: a day has all of its hours, in UTC. @throws Error */
function readInstant(text: string): number {
  const day = wholeDay.test(text);
  const time = Date.parse(day ? `${text}T23:59:59.999Z` : text);
  if (!Number.isNaN(time) && (day || /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text))) return time;
  throw new Error(
    `--as-of takes a day or an instant, such as 2030-01-31 or 2030-01-31T12:00:00Z, and received "${text}".`,
  );
}

/**
 * The snapshot that was the latest at a time.
 * @throws Error if there is none so early, if they are of several accounts, or if their chain is broken
 */
export async function findSnapshotAsOf(folder: string, text: string): Promise<NamedSnapshot> {
  const instant = readInstant(text);
  const verified = await readSnapshotFolder(folder);
  const [chain, ...others] = verified.chains;
  if (!isSound(verified)) {
    throw new Error(`the snapshots in ${folder} are no whole chain. Look at them: latchkey snapshot verify ${folder}`);
  }
  if (others.length > 0) {
    throw new Error(`${folder} has snapshots of ${verified.chains.length} accounts. Give a folder with those of one.`);
  }
  const found = chain?.snapshots.findLast(({ snapshot }) => Date.parse(snapshot.takenAt) <= instant);
  if (found !== undefined) return found;
  const first = chain?.snapshots[0]?.snapshot.takenAt ?? "";
  throw new Error(`${folder} has no snapshot as early as ${text}: the first one is of ${first}.`);
}
