import { readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { providerName, providerSource } from "#access/model/provider/address.ts";
import type { BundledProvider } from "./bundled-provider.ts";
import { readBytes, writeAtomically } from "#platform/files.ts";
import { lockFileName, mergeLockFile } from "./lock-file.ts";

const terraformHost = "registry.terraform.io";
const tofuHost = "registry.opentofu.org";
/** The default registries of Terraform and of OpenTofu. `latchkey/access` means the provider at one or the other. */
export const providerHosts = [terraformHost, tofuHost];
/** Where the provider runs, in Terraform's words. */
export const platforms = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"] as const;
const prefix = `terraform-provider-${providerName}_`;

/** The name of the provider's zip in a mirror and in a registry's release: for a platform, or what is there for all of them. */
export function nameReleaseFile(
  version: string,
  ending: `${(typeof platforms)[number]}.zip` | "SHA256SUMS" | "manifest.json",
): string {
  return `${prefix}${version}_${ending}`;
}

/** The folder below a stack's folder in which Terraform looks for providers. */
export const mirrorFolder = "terraform.d/plugins";

export interface Placement {
  /** The folder in which Terraform runs: that of `cdk.tf.json`. */
  readonly stackFolder: string;
  readonly package: BundledProvider;
  /**
   * Whether OpenTofu runs there, which has another default registry.
   *
   * @default false
   */
  readonly tofu?: boolean;
}

/**
 * Places the provider where `terraform init` in the stack's folder finds it without a registry, and adds it to the lock file,
 * so that the CDKTF CLI asks no registry for its hashes. Files that are there already are not written again, and other
 * versions of the provider are removed.
 *
 * @throws AccessError if the lock file is not valid, or locks other bytes of this version
 */
export function placeProvider({ stackFolder, package: built, tofu = false }: Placement): void {
  // First: where the lock file is refused, the provider must not be placed. `terraform init` removes locks that no configuration uses, and fails at that with -lockfile=readonly, so only its own host
  // is locked. With OpenTofu, Terraform's host is locked too: the CDKTF CLI looks for that one whatever runs.
  const entry = { version: built.version, hash: built.h1 };
  mergeLockFile(join(stackFolder, lockFileName), [
    { ...entry, address: `${terraformHost}/${providerSource}` },
    { ...entry, address: `${tofuHost}/${providerSource}`, onlyWhenLocked: !tofu },
  ]);
  const packages = fillMirror(join(stackFolder, mirrorFolder), built);
  for (const folder of new Set(packages.map((path) => dirname(path)))) {
    for (const name of readdirSync(folder)) {
      const isOther = name.startsWith(prefix) && name.endsWith(".zip") && !packages.includes(join(folder, name));
      if (isOther) rmSync(join(folder, name), { force: true });
    }
  }
}

/**
 * Writes the provider into a filesystem mirror, for every platform and both registries, and returns the paths. The packages
 * are zipped: Terraform would link its plugin cache, which all checkouts share, to an unpacked folder here, and the others
 * would lose their provider together with this folder (Terraform 1.11.4).
 */
export function fillMirror(mirror: string, built: BundledProvider): readonly string[] {
  const bytes = readFileSync(built.archive);
  const paths = providerHosts.flatMap((host) =>
    platforms.map((platform) => join(mirror, host, providerSource, nameReleaseFile(built.version, `${platform}.zip`))),
  );
  for (const path of paths) {
    if (readBytes(path)?.equals(bytes) !== true) writeAtomically(path, bytes, 0o644);
  }
  return paths;
}

const indexName = "index.json";

/**
 * Writes beside the provider's packages in a mirror what a network mirror answers, as `terraform providers mirror` does: any web
 * server that serves the folder over HTTPS is one then. Other versions that were written in this way stay listed.
 * https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol
 */
export function writeMirrorIndex(mirror: string, { version, h1 }: BundledProvider): void {
  const archives = Object.fromEntries(
    platforms.map((platform) => [platform, { url: nameReleaseFile(version, `${platform}.zip`), hashes: [h1] }]),
  );
  for (const host of providerHosts) {
    const folder = join(mirror, host, providerSource);
    writeAtomically(join(folder, `${version}.json`), `${JSON.stringify({ archives }, null, 2)}\n`, 0o644);
    const described = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== indexName);
    const versions = Object.fromEntries(described.sort().map((name) => [name.slice(0, -".json".length), {}]));
    writeAtomically(join(folder, indexName), `${JSON.stringify({ versions }, null, 2)}\n`, 0o644);
  }
}

/** Whether `name`, an entry of the provider's folder in a mirror, is a package of `version`, zipped or unpacked. */
export function isPackageOf(name: string, version: string): boolean {
  return name === version || name.startsWith(`${prefix}${version}_`);
}
