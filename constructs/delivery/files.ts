import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** The file's bytes; `undefined` where there is no file. */
export function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** The file's text; `undefined` where there is no file. */
export function textOf(path: string): string | undefined {
  return bytesOf(path)?.toString("utf8");
}

/** Writes beside `path` and renames: readers find the old bytes or the new ones, whenever this process dies. */
export function writeAtomically(path: string, bytes: Uint8Array | string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    writeFileSync(temporary, bytes, { flag: "wx" });
    // The umask takes bits from the mode that writeFile is given.
    chmodSync(temporary, mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
