import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { BundledProvider } from "./bundled-provider.ts";
import { fillMirror, placeProvider, writeMirrorIndex } from "./provider-mirror.ts";
import { findLockedAddresses } from "./lock-file.ts";

const hosts = ["registry.opentofu.org", "registry.terraform.io"];
const formerUmask = process.umask();

function folderOf(what: string): string {
  return mkdtempSync(join(tmpdir(), `${what} `));
}

function built(version: string, bytes = `packed ${version}`): BundledProvider {
  const archive = join(folderOf("built"), "package.zip");
  writeFileSync(archive, bytes);
  return { version, release: false, h1: `h1:${version}=`, archive };
}

function laidIn(stackFolder: string): readonly string[] {
  const plugins = join(stackFolder, "terraform.d", "plugins");
  const entries = readdirSync(plugins, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

afterEach(() => {
  process.umask(formerUmask);
});

describe("placing the provider", () => {
  it("places the same bytes for each platform and both registries", () => {
    const stackFolder = folderOf("stack");
    placeProvider({ stackFolder, package: built("0.2.0-dev.beef") });
    const access = (host: string): string => join(stackFolder, "terraform.d", "plugins", host, "latchkey", "access");
    for (const host of hosts) {
      expect(readdirSync(access(host))).toEqual(
        ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"].map(
          (platform) => `terraform-provider-access_0.2.0-dev.beef_${platform}.zip`,
        ),
      );
    }
    const texts = laidIn(stackFolder).map((path) => readFileSync(path, "utf8"));
    expect(new Set(texts)).toEqual(new Set(["packed 0.2.0-dev.beef"]));
  });

  it("locks Terraform's address, and with OpenTofu its own too", () => {
    const plain = folderOf("stack");
    const withTofu = folderOf("stack");
    placeProvider({ stackFolder: plain, package: built("0.2.0") });
    placeProvider({ stackFolder: withTofu, package: built("0.2.0"), tofu: true });
    const locked = (folder: string): readonly string[] =>
      findLockedAddresses(readFileSync(join(folder, ".terraform.lock.hcl"), "utf8"));
    expect(locked(plain)).toEqual(["registry.terraform.io/latchkey/access"]);
    expect(locked(withTofu).toSorted()).toEqual(hosts.map((host) => `${host}/latchkey/access`));
  });

  it("writes nothing if the right bytes exist", () => {
    const stackFolder = folderOf("stack");
    const provider = built("0.2.0");
    const inodes = (): readonly number[] =>
      [...laidIn(stackFolder), join(stackFolder, ".terraform.lock.hcl")].map((path) => statSync(path).ino);
    placeProvider({ stackFolder, package: provider });
    const before = inodes();
    placeProvider({ stackFolder, package: provider });
    expect(before).toHaveLength(9);
    expect(inodes()).toEqual(before);
  });

  it("replaces a file with the right name and other bytes", () => {
    const stackFolder = folderOf("stack");
    placeProvider({ stackFolder, package: built("0.2.0", "damaged") });
    placeProvider({ stackFolder, package: built("0.2.0", "whole") });
    expect(new Set(laidIn(stackFolder).map((path) => readFileSync(path, "utf8")))).toEqual(new Set(["whole"]));
  });

  it("fails if the stack locked other bytes of the same version, and places nothing", () => {
    const stackFolder = folderOf("stack");
    placeProvider({ stackFolder, package: built("0.2.0", "known") });
    const changed = { ...built("0.2.0", "changed"), h1: "h1:changed=" };
    expect(() => placeProvider({ stackFolder, package: changed })).toThrow(/0\.2\.0 with h1:0\.2\.0=.*has h1:changed=/);
    expect(new Set(laidIn(stackFolder).map((path) => readFileSync(path, "utf8")))).toEqual(new Set(["known"]));
    expect(readFileSync(join(stackFolder, ".terraform.lock.hcl"), "utf8")).not.toContain("changed");
  });

  it("removes only other versions that it placed", () => {
    const stackFolder = folderOf("stack");
    placeProvider({ stackFolder, package: built("0.2.0-dev.aaaa") });
    const foreign = join(stackFolder, "terraform.d", "plugins", "registry.terraform.io", "garden", "orchid");
    mkdirSync(foreign, { recursive: true });
    writeFileSync(join(foreign, "terraform-provider-orchid_1.0.0_linux_amd64.zip"), "");
    placeProvider({ stackFolder, package: built("0.2.0-dev.bbbb") });
    const laid = laidIn(stackFolder);
    expect(laid).toHaveLength(9);
    expect(laid.filter((path) => path.includes("aaaa"))).toEqual([]);
  });

  it("can be read by others, with any umask and any mode of the package", () => {
    const stackFolder = folderOf("stack");
    const provider = built("0.2.0");
    chmodSync(provider.archive, 0o400);
    process.umask(0o077);
    placeProvider({ stackFolder, package: provider });
    expect(laidIn(stackFolder).map((path) => statSync(path).mode & 0o777)).toEqual(Array(8).fill(0o644));
  });

  it("keeps other versions in a mirror that projects share", () => {
    const mirror = folderOf("mirror");
    const paths = [...fillMirror(mirror, built("0.1.9")), ...fillMirror(mirror, built("0.2.0"))];
    expect(paths.filter((path) => statSync(path).isFile())).toHaveLength(16);
  });
});

describe("the index of a mirror", () => {
  it("lists every version that was laid, with the hash of its packages, for both registries", () => {
    const mirror = folderOf("mirror");
    for (const version of ["0.2.0", "0.10.0"]) {
      fillMirror(mirror, built(version));
      writeMirrorIndex(mirror, built(version));
    }
    for (const host of hosts) {
      const folder = join(mirror, host, "latchkey", "access");
      const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
      expect(read("index.json")).toEqual({ versions: { "0.2.0": {}, "0.10.0": {} } });
      expect(read("0.2.0.json")).toMatchObject({
        archives: { linux_arm64: { url: "terraform-provider-access_0.2.0_linux_arm64.zip", hashes: ["h1:0.2.0="] } },
      });
    }
  });
});
