import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * Go's `dirhash.Hash1` over files by name: what a dependency lock file records as `h1:`. It covers names and bytes, not
 * modes, so a package has one hash whether it lies packed or unpacked. https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash
 */
export function hashFiles(files: ReadonlyMap<string, Uint8Array>): string {
  const lines = createHash("sha256");
  // Go sorts by the bytes of the name, `sort()` by UTF-16 units.
  const byBytes = [...files].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const [name, bytes] of byBytes) {
    if (name.includes("\n"))
      throw new Error(`the file name ${JSON.stringify(name)} has a line break, so it has no h1 hash`);
    lines.update(`${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`);
  }
  return `h1:${lines.digest("base64")}`;
}

/** `hashFiles` over every file below `folder`, named by its path from there. */
export function hashFolder(folder: string): string {
  const files = new Map<string, Uint8Array>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join("/"), readFileSync(path));
  }
  return hashFiles(files);
}
