import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type LoadedFile, encodeCache, isCodeCacheName } from "./code-cache.ts";
import { writeAtomically } from "./files.ts";

const monthMilliseconds = 30 * 86_400_000;

/**
 * Keeps the code that V8 has compiled of a file so far, for later processes. `use` says how much of it this process has used: what
 * is kept already is replaced only by more. Never fails: without a cache, a start takes longer.
 */
export function saveCodeCache({ script, cache, use: kept }: LoadedFile<unknown>, use: number): void {
  if (cache === undefined || use <= kept) return;
  try {
    const folder = dirname(cache);
    if (!makeOwnFolder(folder)) return;
    writeAtomically(cache, encodeCache(script.createCachedData(), use), 0o600);
    removeOld(folder, basename(cache));
  } catch {
    // a full disk, a read-only home: the next process compiles the file as this one did
  }
}

/** Whether the folder is this user's alone. A superuser with a user's HOME leaves nothing there. */
function makeOwnFolder(folder: string): boolean {
  let existing = folder;
  while (statSync(existing, { throwIfNoEntry: false }) === undefined) existing = dirname(existing);
  if (statSync(existing).uid !== process.getuid?.()) return false;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return true;
}

/** Also a file that a killed process had begun. */
function isCodeCache(name: string): boolean {
  return isCodeCacheName(name.replace(/^[.](.+)[.][\da-f]{16}[.]tmp$/, "$1"));
}

// The folder may be one that a user named, and has other files in.
function removeOld(folder: string, own: string): void {
  const oldest = Date.now() - monthMilliseconds;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name !== own && isCodeCache(name) && (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? oldest) < oldest)
      rmSync(path, { force: true });
  }
}
