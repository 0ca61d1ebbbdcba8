import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isNativeError } from "node:util/types";
import { createTemporaryPath } from "./temporary-file.ts";

/** The bytes of a file; undefined where it does not exist. */
export function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isNativeError(error) && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** The text of a file in UTF-8; undefined where it does not exist. */
export function readText(path: string): string | undefined {
  return readBytes(path)?.toString("utf8");
}

/** Writes to another file and renames it, so that readers see the old bytes or the new ones, even if this process is killed. */
export function writeAtomically(path: string, bytes: Uint8Array | string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = createTemporaryPath(path);
  try {
    writeFileSync(temporary, bytes, { flag: "wx", mode });
    // writeFile applies the umask to its mode.
    chmodSync(temporary, mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
