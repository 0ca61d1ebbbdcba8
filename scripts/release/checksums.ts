import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The SHA-256 sum of a file, in hex. */
export function hashFile(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** Writes the SHA-256 sums of files of a folder beside them, in the form that `sha256sum --check` reads. */
export function writeChecksums(folder: string, name: string, files: readonly string[]): void {
  const lines = [...files].sort().map((file) => `${hashFile(join(folder, file))}  ${file}\n`);
  writeFileSync(join(folder, name), lines.join(""));
}
