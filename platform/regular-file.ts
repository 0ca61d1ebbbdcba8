import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { isNativeError } from "node:util/types";

/** Why a file cannot be read: `kind` if it is not a regular file, `size` if it is too large, else the system's code. */
export class FileRefused extends Error {
  override readonly name = "FileRefused";
  /** Such as `ENOENT`; `EISDIR` for a folder, `kind` for any other thing that is not a file, `size`. */
  readonly reason: string;

  /** @param problem completes "the file … " */
  constructor(reason: string, problem: string) {
    super(problem);
    this.reason = reason;
  }
}

function describeSystemError(error: unknown): FileRefused {
  const code = isNativeError(error) && "code" in error ? String(error.code) : "no code";
  if (code === "ENOENT") return new FileRefused(code, "does not exist");
  return code === "EISDIR" ? new FileRefused(code, "is a folder") : new FileRefused(code, `cannot be read (${code})`);
}

/** What one system call reads at most. */
const mostAtOnce = 1_073_741_824;

async function readOpened(file: FileHandle, limit: number): Promise<Buffer> {
  const stats = await file.stat();
  if (stats.isDirectory()) throw new FileRefused("EISDIR", "is a folder");
  if (!stats.isFile()) throw new FileRefused("kind", "is a device, a pipe or a socket, and not a file");
  const content = Buffer.alloc(Math.min(stats.size, limit) + 1);
  let length = 0;
  // The file may grow while it is read.
  while (length < content.length) {
    const { bytesRead } = await file.read(content, length, Math.min(content.length - length, mostAtOnce), length);
    if (bytesRead === 0) return content.subarray(0, length);
    length += bytesRead;
  }
  if (length > limit) throw new FileRefused("size", `has more than ${limit / 1024 / 1024} MiB`);
  throw new FileRefused("size", "changed while it was read");
}

/**
 * Reads a whole file. Neither waits for a pipe nor reads without end from a device.
 * @param limit the most bytes that are read
 * @throws FileRefused
 */
export async function readRegularFile(path: string, limit: number): Promise<Buffer> {
  let file: FileHandle;
  try {
    // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever. Windows does not have it.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw describeSystemError(error);
  }
  try {
    return await readOpened(file, limit);
  } catch (error) {
    throw error instanceof FileRefused ? error : describeSystemError(error);
  } finally {
    await file.close();
  }
}
