import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * Go's `dirhash.Hash1` of files, by their names: the `h1:` hash in a dependency lock file. It covers names and bytes but not
 * modes, so a package has the same hash zipped and unpacked. https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash
 */
export function hashFiles(files: ReadonlyMap<string, Uint8Array>): string {
  const lines = createHash("sha256");
  // Go sorts names by their bytes, `sort()` by UTF-16 code units.
  const byBytes = [...files].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const [name, bytes] of byBytes) {
    if (name.includes("\n"))
      throw new Error(`the file name ${JSON.stringify(name)} has a line break, so it has no h1 hash`);
    lines.update(`${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`);
  }
  return `h1:${lines.digest("base64")}`;
}

/** `hashFiles` of every file below `folder`, by its path relative to `folder`. */
export function hashFolder(folder: string): string {
  const files = new Map<string, Uint8Array>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join("/"), readFileSync(path));
  }
  return hashFiles(files);
}
