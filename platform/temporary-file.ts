import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isNativeError } from "node:util/types";

/** Where the next content of `path` is written before it takes its place: in the same folder, under a name that nobody can foresee. */
export function createTemporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(8).toString("hex")}.tmp`);
}

function isTemporaryOf(path: string, name: string): boolean {
  const start = `.${basename(path)}.`;
  return name.startsWith(start) && /^[\da-f]{16}[.]tmp$/.test(name.slice(start.length));
}

// O_EXCL: never a file or a link that is there already. Windows does not have O_NOFOLLOW.
const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** Creates an empty file beside `path`, to be renamed to it. */
export async function createTemporary(
  path: string,
  mode: number,
): Promise<{ readonly path: string; readonly file: FileHandle }> {
  const temporary = createTemporaryPath(path);
  return { path: temporary, file: await open(temporary, flags, mode) };
}

/** Removes what killed processes left beside `path`. Only where no other process writes the same file. */
export async function removeTemporaries(path: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(dirname(path));
  } catch (error) {
    if (isNativeError(error) && "code" in error && error.code === "ENOENT") return;
    throw error;
  }
  await Promise.all(
    names.filter((name) => isTemporaryOf(path, name)).map((name) => rm(join(dirname(path), name), { force: true })),
  );
}
