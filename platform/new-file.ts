import { constants } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import { FileRefused } from "./regular-file.ts";

/** A file that is there, is empty, and is this process's alone to write. */
export interface ReservedFile {
  /** Writes all of it, to the disk. @throws FileRefused */
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

async function writeAll(file: FileHandle, text: string): Promise<void> {
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    throw describeFailure(error);
  } finally {
    await file.close();
  }
}

/**
 * Creates a file before there is something to write, so that whatever could keep it from being written is known by then.
 * @param mode of the file, less the umask
 * @throws FileRefused also if something is there already
 */
export async function reserveFile(path: string, mode: number): Promise<ReservedFile> {
  let file: FileHandle;
  try {
    file = await open(path, flags, mode);
  } catch (error) {
    throw describeFailure(error);
  }
  return {
    write: (text) => writeAll(file, text),
    async discard() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}
