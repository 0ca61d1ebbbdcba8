import { parseSnapshot } from "#review/read-source.ts";
import type { Snapshot } from "#review/snapshot/snapshot-form.ts";
import type { Io } from "../command.ts";
import { readSource } from "./read-document.ts";

/** Reads a snapshot, and checks its digest. @throws Error that names the file */
export async function readSnapshotFile(file: string, io: Pick<Io, "input">): Promise<Snapshot> {
  return readSource(file, io, parseSnapshot);
}
