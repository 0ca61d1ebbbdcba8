import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import { FileRefused } from "./regular-file.ts";

/** A file that is there, and is this process's alone to write. */
export interface ReservedFile {
  /** Writes all of it, to the disk, in place of what took its room. @throws FileRefused */
  write(text: string): Promise<void>;
  /** Removes it again. */
  discard(): Promise<void>;
}

// O_EXCL: never a file or a link that is there already. Windows does not have O_NOFOLLOW.
const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

function codeOf(error: unknown): string {
  return isNativeError(error) && "code" in error ? String(error.code) : "no code";
}

function describeFailure(error: unknown): FileRefused {
  const code = codeOf(error);
  if (code === "EEXIST") return new FileRefused(code, "exists already");
  if (code === "ENOENT") return new FileRefused(code, "is in a folder that does not exist");
  return new FileRefused(code, `cannot be written (${code})`);
}

async function overwrite(file: FileHandle, bytes: Buffer): Promise<void> {
  let at = 0;
  while (at < bytes.length) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
  await file.truncate(at);
  await file.sync();
}

async function writeAll(file: FileHandle, text: string): Promise<void> {
  try {
    await overwrite(file, Buffer.from(text));
  } catch (error) {
    throw describeFailure(error);
  } finally {
    await file.close();
  }
}

export interface Reservation {
  /** Of the file, less the umask. */
  readonly mode: number;
  /** In bytes: what the disk must have room for. @default 0 */
  readonly room?: number;
}

async function removeReserved(file: FileHandle, path: string): Promise<void> {
  await file.close();
  await rm(path, { force: true });
}

/**
 * Creates a file before there is something to write, so that whatever could keep it from being written is known by then: also a
 * disk that is full.
 * @throws FileRefused also if something is there already
 */
export async function reserveFile(path: string, { mode, room = 0 }: Reservation): Promise<ReservedFile> {
  let file: FileHandle;
  try {
    file = await open(path, flags, mode);
  } catch (error) {
    throw describeFailure(error);
  }
  try {
    // A file system that compresses would find room for zeros anywhere.
    if (room > 0) await overwrite(file, randomBytes(room));
  } catch (error) {
    await removeReserved(file, path);
    throw describeFailure(error);
  }
  return { write: (text) => writeAll(file, text), discard: () => removeReserved(file, path) };
}
