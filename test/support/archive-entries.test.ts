import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { expect, it } from "vitest";
import { compareFolders } from "./archive-entries.ts";

function folderWith(texts: Readonly<Record<string, string>>, mtime: Date): string {
  const folder = mkdtempSync(join(tmpdir(), "archives-"));
  const packed = join(folder, "packed");
  const made = join(folder, "made");
  for (const one of [packed, made]) mkdirSync(one);
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(packed, name), text);
    utimesSync(join(packed, name), mtime, mtime);
  }
  execFileSync("tar", ["czf", join(made, "petrel.tgz"), "-C", packed, ...Object.keys(texts)]);
  const files = Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)] as const);
  writeFileSync(join(made, "petrel.zip"), zipSync(Object.fromEntries(files), { mtime }));
  return made;
}

const then = new Date(2030, 0, 1);
const later = new Date(2031, 0, 1);

it.each([
  { name: "nothing", given: { a: "1", b: "2" }, at: then, want: [] },
  {
    name: "an entry",
    given: { a: "1", b: "3" },
    at: then,
    want: ["petrel.tgz: b is another", "petrel.zip: b is another"],
  },
  {
    name: "an entry that only one has",
    given: { a: "1" },
    at: then,
    want: ["petrel.tgz: b is in one of them alone", "petrel.zip: b is in one of them alone"],
  },
  {
    name: "a time",
    given: { a: "1", b: "2" },
    at: later,
    want: ["petrel.tgz", "petrel.zip"].map(
      (file) => `${file}: the entries are the same, and their order, times or permissions are not`,
    ),
  },
])("says where two folders differ: in $name", ({ given, at, want }) => {
  expect(compareFolders(folderWith({ a: "1", b: "2" }, then), folderWith(given, at))).toEqual(want);
});
