import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";

const block = 512;

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function readField(header: Buffer, start: number, length: number): string {
  return header
    .subarray(start, start + length)
    .toString("latin1")
    .replace(/\0.*$/s, "")
    .trim();
}

/** The files in a tar archive: by their names, their bytes. */
export function readTarball(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
  const tar = gunzipSync(bytes);
  const files = new Map<string, Buffer>();
  for (let at = 0; at + block <= tar.length;) {
    const header = tar.subarray(at, at + block);
    const prefix = readField(header, 345, 155);
    const name = readField(header, 0, 100);
    if (name === "") break;
    const size = Number.parseInt(readField(header, 124, 12), 8);
    files.set(prefix === "" ? name : `${prefix}/${name}`, tar.subarray(at + block, at + block + size));
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}

/** What an archive consists of: each entry with a digest of its bytes. */
function listEntries(path: string): ReadonlyMap<string, string> {
  const bytes = readFileSync(path);
  if (path.endsWith(".zip"))
    return new Map(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, digest(file)]));
  if (!path.endsWith(".tgz")) return new Map();
  return new Map([...readTarball(bytes)].map(([name, file]) => [name, digest(file)]));
}

/** How two files of one name differ: the entries that do, or that something beside them does. Empty if they are the same. */
function compareFiles(name: string, one: string, other: string): readonly string[] {
  const [a, b] = [join(one, name), join(other, name)].map((path) => digest(readFileSync(path)));
  if (a === b) return [];
  const before = listEntries(join(one, name));
  const after = listEntries(join(other, name));
  const entries = [...new Set([...before.keys(), ...after.keys()])].filter(
    (entry) => before.get(entry) !== after.get(entry),
  );
  if (entries.length === 0) return [`${name}: the entries are the same, and their order, times or permissions are not`];
  return entries.map(
    (entry) => `${name}: ${entry} is ${before.has(entry) && after.has(entry) ? "another" : "in one of them alone"}`,
  );
}

/** What is not the same in two folders of files: which file, and which entry of it. */
export function compareFolders(one: string, other: string): readonly string[] {
  const before = readdirSync(one);
  const after = readdirSync(other);
  const missing = before.filter((name) => !after.includes(name)).map((name) => `${name} is missing`);
  const added = after.filter((name) => !before.includes(name)).map((name) => `${name} is new`);
  const both = before.filter((name) => after.includes(name));
  return [...missing, ...added, ...both.flatMap((name) => compareFiles(name, one, other))];
}
