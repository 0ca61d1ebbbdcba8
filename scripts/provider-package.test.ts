import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { hashFiles } from "#constructs/delivery/dirhash.ts";
import { writeProviderPackage } from "./provider-package.ts";

const bundle = Buffer.from(
  '#!/usr/bin/env node\nconsole.log(typeof require, typeof module, __filename.includes("v9"))\n',
);
const build = { bundle, packageVersion: "9.1.0", isRelease: false };

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
    const other = { ...build, bundle: Buffer.concat([bundle, Buffer.from(";")]) };
    expect(writeProviderPackage(folder, other).version).not.toBe(version);
    expect(writeProviderPackage(folder, { ...build, isRelease: true }).version).toBe("9.1.0");
  });

  it("packs the same archive for the same bytes", () => {
    const one = writeProviderPackage(folderOf("a"), build);
    const two = writeProviderPackage(folderOf("b"), build);
    expect(readFileSync(one.archive)).toEqual(readFileSync(two.archive));
  });

  it("packs one executable, whose name and bytes its h1 covers", () => {
    const { archive, version, h1 } = writeProviderPackage(folderOf("built"), build);
    const zip = readFileSync(archive);
    const nameEnd = 30 + zip.readUInt16LE(26);
    const name = zip.subarray(30, nameEnd).toString();
    expect(name).toBe(`terraform-provider-access_v${version}.cjs`);
    const bytes = inflateRawSync(zip.subarray(nameEnd, nameEnd + zip.readUInt32LE(18)));
    expect(hashFiles(new Map([[name, bytes]]))).toBe(h1);
    const directory = zip.readUInt32LE(zip.length - 6);
    expect(zip.readUInt32LE(directory + 38) >>> 16).toBe(0o100755);
  });

  it("runs as CommonJS below a project of ES modules, through a link, at a path with spaces", () => {
    const project = folderOf("project");
    writeFileSync(join(project, "package.json"), '{"type":"module"}');
    const folder = join(project, "my provider");
    mkdirSync(folder);
    writeProviderPackage(folder, build);
    const executable = join(folder, "terraform-provider-access.cjs");
    expect(statSync(executable).mode & 0o777).toBe(0o755);
    const link = join(folderOf("v9"), "linked");
    symlinkSync(folder, link);
    const { stdout } = spawnSync(join(link, "terraform-provider-access.cjs"), { encoding: "utf8" });
    expect(stdout).toBe("function object false\n");
  });
});
