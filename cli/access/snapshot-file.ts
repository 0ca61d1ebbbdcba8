import { isNativeError } from "node:util/types";
import { parseSnapshot } from "#review/read-source.ts";
import type { Snapshot } from "#review/snapshot/snapshot-form.ts";
import { SourceError } from "#review/source-error.ts";
import type { Io } from "../command.ts";
import { readDocument } from "./read-document.ts";

/** Reads a snapshot, and checks its digest. @throws Error that names the file */
export async function readSnapshotFile(file: string, io: Pick<Io, "input">): Promise<Snapshot> {
  const text = await readDocument(file, io);
  return withName(file, () => parseSnapshot(text));
}

/** @throws Error that names the file, for a `SourceError` */
export function withName<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isNativeError(error) || error.name !== SourceError.name) throw error;
    throw new Error(`${file === "-" ? "standard input" : file} ${error.message}`, { cause: error });
  }
}
