import { lstat, rename, rm } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import { FileRefused } from "./regular-file.ts";
import { createTemporary } from "./temporary-file.ts";

function codeOf(error: unknown): string {
  return isNativeError(error) && "code" in error ? String(error.code) : "no code";
}

const usualMode = 0o666;
const permissions = 0o777;

/** The mode that the file keeps. */
async function readMode(path: string): Promise<number> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) throw new FileRefused("kind", "is a symbolic link, and is not followed");
    if (stats.isDirectory()) throw new FileRefused("EISDIR", "is a folder");
    if (!stats.isFile()) throw new FileRefused("kind", "is a device, a pipe or a socket, and not a file");
    return stats.mode & permissions;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return usualMode;
    throw error;
  }
}

/**
 * Writes a whole file, or leaves what was there: readers never see a part of it. Its folder must exist.
 * @throws FileRefused for anything but a regular file: a link is not followed to another place
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  let temporary: string | undefined;
  try {
    const created = await createTemporary(path, await readMode(path));
    temporary = created.path;
    try {
      await created.file.writeFile(text);
    } finally {
      await created.file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true });
    if (isNativeError(error) && error.name === FileRefused.name) throw error;
    const code = codeOf(error);
    const problem = code === "ENOENT" ? "is in a folder that does not exist" : `cannot be written (${code})`;
    throw new FileRefused(code, problem);
  }
}
