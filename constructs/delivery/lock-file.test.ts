import { mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findLockedAddresses, mergeLockFile, addLock } from "./lock-file.ts";

const lock = { address: "registry.terraform.io/latchkey/access", version: "0.1.0", hash: "h1:new=" };

const ours = `provider "registry.terraform.io/latchkey/access" {
  version     = "0.1.0"
  constraints = "0.1.0"
  hashes = [
    "h1:new=",
  ]
}`;

const others = `# kept by hand

# the orchids
provider "registry.terraform.io/garden/orchid" {
  version = "2.0.0" # odd
  hashes  = ["h1:o=", "zh:o"]
}
`;

function temporaryFile(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "lock ")), ".terraform.lock.hcl");
  writeFileSync(path, text, "latin1");
  return path;
}

describe("a lock", () => {
  it("creates the same file as Terraform if there is none", () => {
    const header =
      '# This file is maintained automatically by "terraform init".\n# Manual edits may be lost in future updates.\n';
    expect(addLock("", lock)).toBe(`${header}\n${ours}\n`);
  });

  const merged = [
    { name: "stands behind the others", given: others, want: `${others}\n${ours}\n` },
    { name: "ends a last line first", given: others.trimEnd(), want: `${others}\n${ours}\n` },
    {
      name: "takes the place of another version",
      given: `${ours.replaceAll("0.1.0", "0.0.9").replace("new", "old")}\n\n${others}`,
      want: `${ours}\n\n${others}`,
    },
    {
      name: "keeps other hashes of its version",
      given: ours.replace('"h1:new=",', '"h1:new=",\n    "zh:release",').replace('constraints = "0.1.0"', "# none"),
      want: ours.replace('"h1:new=",', '"h1:new=",\n    "zh:release",'),
    },
    { name: "fills a block without hashes", given: ours.replace('    "h1:new=",\n', ""), want: ours },
    {
      name: "takes the place of another constraint",
      given: ours.replace('constraints = "0.1.0"', 'constraints = "~> 0.1"'),
      want: ours,
    },
    { name: "has the file's line ends", given: "# a\r\n", want: `# a\r\n\r\n${ours.replaceAll("\n", "\r\n")}\r\n` },
    {
      name: "stands once",
      given: `${ours.replace("0.1.0", "0.0.9")}\n${others}\n${ours}\n`,
      want: `${ours}\n${others}\n\n`,
    },
    { name: "leaves its own comments where nothing changes", given: `${ours} # tail`, want: `${ours} # tail` },
  ];
  it.each(merged)("$name", ({ given, want }) => {
    expect(addLock(given, lock)).toBe(want);
    expect(addLock(want, lock)).toBe(want);
  });

  it("is not added with `onlyWhenLocked`", () => {
    const kept = { ...lock, onlyWhenLocked: true };
    expect(addLock(others, kept)).toBe(others);
    expect(addLock(ours.replaceAll("0.1.0", "0.0.9").replace("new", "old"), kept)).toBe(ours);
  });

  it("shows which addresses a file has", () => {
    expect(findLockedAddresses(`${others}\n${ours}`)).toEqual([
      "registry.terraform.io/garden/orchid",
      "registry.terraform.io/latchkey/access",
    ]);
  });
});

describe("the lock file", () => {
  it("is not written if nothing changes", () => {
    const path = temporaryFile(ours);
    const { ino } = statSync(path);
    mergeLockFile(path, [lock]);
    expect(statSync(path).ino).toBe(ino);
  });

  it("keeps bytes that are not UTF-8", () => {
    const path = temporaryFile("# caf\u00e9\n");
    mergeLockFile(path, [lock]);
    expect(readFileSync(path).subarray(0, 7)).toEqual(Buffer.from("# caf\u00e9\n", "latin1"));
  });

  it("is written to the target of a link", () => {
    const target = temporaryFile(others);
    const link = join(mkdtempSync(join(tmpdir(), "lock ")), "linked.hcl");
    symlinkSync(target, link);
    mergeLockFile(link, [lock]);
    expect(readFileSync(target, "utf8")).toBe(`${others}\n${ours}\n`);
  });

  it.each(["h1:old=", "zh:release"])(
    "fails if its version is locked with other bytes, %s, and changes nothing",
    (hash) => {
      const given = `${others}\n${ours.replace("h1:new=", hash)}\n`;
      const path = temporaryFile(given);
      expect(() => mergeLockFile(path, [lock])).toThrow(
        new RegExp(
          `locks registry.terraform.io/latchkey/access 0.1.0 with ${hash}, but .* has h1:new=.*delete the block`,
        ),
      );
      expect(readFileSync(path, "utf8")).toBe(given);
    },
  );

  it("fails with the line and advice if it is corrupt, and changes nothing", () => {
    const corrupt = `${others}\n<<<<<<< HEAD\n${ours}\n`;
    const path = temporaryFile(corrupt);
    expect(() => mergeLockFile(path, [lock])).toThrow(
      /^Invalid dependency lock file .*terraform\.lock\.hcl: line 9: "<<<<<<< HEAD" is unexpected\. It was not changed\..*delete the file/,
    );
    expect(readFileSync(path, "utf8")).toBe(corrupt);
  });
});
