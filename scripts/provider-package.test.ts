import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { hashFiles } from "#constructs/delivery/dirhash.ts";
import { writeProviderPackage } from "./provider-package.ts";

const executable = Buffer.from(
  '#!/usr/bin/env node\nconsole.log(typeof require, typeof module, __filename.includes("v9"), require("./answer.cjs"))\n',
);
const answer = Buffer.from("module.exports = 42;\n");
const build = { executable, beside: new Map([["answer.cjs", answer]]), packageVersion: "9.1.0", isRelease: false };

function folderOf(what: string): string {
  return mkdtempSync(join(tmpdir(), `${what} `));
}

describe("the provider's package", () => {
  it("has the hash of its bytes in its version, unless it is a release", () => {
    const folder = folderOf("built");
    const { version } = writeProviderPackage(folder, build);
    expect(version).toMatch(/^9\.1\.0-dev\.[0-9a-f]{12}$/);
    expect(JSON.parse(readFileSync(join(folder, "version.json"), "utf8"))).toMatchObject({ version, release: false });
    expect(writeProviderPackage(folderOf("built"), build).version).toBe(version);
    const others = [{ executable: answer }, { beside: new Map([["answer.cjs", executable]]) }];
    for (const other of others) expect(writeProviderPackage(folder, { ...build, ...other }).version).not.toBe(version);
    expect(writeProviderPackage(folder, { ...build, isRelease: true }).version).toBe("9.1.0");
  });

  it("packs the same archive for the same bytes", () => {
    const one = writeProviderPackage(folderOf("a"), build);
    const two = writeProviderPackage(folderOf("b"), build);
    expect(readFileSync(one.archive)).toEqual(readFileSync(two.archive));
  });

  it("packs the same archive in whichever order its files were made", () => {
    const files: readonly [string, Buffer][] = [
      ["answer.cjs", answer],
      ["undici.cjs", executable],
    ];
    const [one, two] = [files, files.toReversed()].map((order) =>
      writeProviderPackage(folderOf("ordered"), { ...build, beside: new Map(order) }),
    );
    expect(one?.version).toBe(two?.version);
    expect(readFileSync(String(one?.archive))).toEqual(readFileSync(String(two?.archive)));
  });

  it("packs the executable and what it loads, whose names and bytes its h1 covers", () => {
    const { archive, version, h1 } = writeProviderPackage(folderOf("built"), build);
    const zip = readFileSync(archive);
    const files = new Map(Object.entries(unzipSync(zip)));
    expect([...files.keys()]).toEqual([`terraform-provider-access_v${version}.cjs`, "answer.cjs"]);
    expect(hashFiles(files)).toBe(h1);
    const directory = zip.readUInt32LE(zip.length - 6);
    const second = directory + 46 + zip.readUInt16LE(directory + 28);
    expect(zip.readUInt32LE(directory + 38) >>> 16).toBe(0o100755);
    expect(zip.readUInt32LE(second + 38) >>> 16).toBe(0o100644);
  });

  it("runs as CommonJS below a project of ES modules, through a link, at a path with spaces", () => {
    const project = folderOf("project");
    writeFileSync(join(project, "package.json"), '{"type":"module"}');
    const folder = join(project, "my provider");
    mkdirSync(folder);
    writeProviderPackage(folder, build);
    expect(statSync(join(folder, "terraform-provider-access.cjs")).mode & 0o777).toBe(0o755);
    const link = join(folderOf("v9"), "linked");
    symlinkSync(folder, link);
    const { stdout } = spawnSync(join(link, "terraform-provider-access.cjs"), { encoding: "utf8" });
    expect(stdout).toBe("function object false 42\n");
  });
});
