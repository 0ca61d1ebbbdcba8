import { readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { providerName, providerSource } from "#access/model/provider/settings.ts";
import type { BundledProvider } from "./bundled-provider.ts";
import { bytesOf, writeAtomically } from "./files.ts";
import { lockFileName, mergeLockFile } from "./lock-file.ts";

const terraformHost = "registry.terraform.io";
const tofuHost = "registry.opentofu.org";
/** The default registries of Terraform and of OpenTofu: `latchkey/access` is on the one or the other. */
export const providerHosts = [terraformHost, tofuHost];
const platforms = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"];
const prefix = `terraform-provider-${providerName}_`;

export interface Laying {
  /** Where Terraform runs: the folder of `cdk.tf.json`. */
  readonly stackFolder: string;
  readonly package: BundledProvider;
  /** Whether `tofu` runs there, which has another default registry. Left out: Terraform runs. */
  readonly tofu?: boolean;
}

/**
 * Lays the provider where `init` in the stack's folder finds it without a registry (`terraform.d/plugins`), and locks
 * it, so that the CDKTF CLI asks no registry for its hashes. Writes only what is not there yet, and takes away the
 * other versions that were laid there.
 */
export function layProvider({ stackFolder, package: built, tofu = false }: Laying): void {
  const laid = layMirror(join(stackFolder, "terraform.d", "plugins"), built);
  for (const folder of new Set(laid.map((path) => dirname(path)))) {
    for (const name of readdirSync(folder)) {
      const isOther = name.startsWith(prefix) && name.endsWith(".zip") && !laid.includes(join(folder, name));
      if (isOther) rmSync(join(folder, name), { force: true });
    }
  }
  // `terraform init` takes out what no configuration names, and fails at it with -lockfile=readonly: its own host is
  // locked alone. With tofu Terraform's is too, as the CDKTF CLI looks for that one whatever runs.
  const entry = { version: built.version, hash: built.h1 };
  mergeLockFile(join(stackFolder, lockFileName), [
    { ...entry, address: `${terraformHost}/${providerSource}` },
    { ...entry, address: `${tofuHost}/${providerSource}`, onlyWhenLocked: !tofu },
  ]);
}

/**
 * Lays the provider into a filesystem mirror, for every platform and both registries, and answers the paths. They are
 * packed: Terraform would link its plugin cache, which all checkouts share, to an unpacked folder here, and the others
 * would lose their provider with this folder (1.11.4).
 */
export function layMirror(mirror: string, built: BundledProvider): readonly string[] {
  const bytes = readFileSync(built.archive);
  const paths = providerHosts.flatMap((host) =>
    platforms.map((platform) => join(mirror, host, providerSource, `${prefix}${built.version}_${platform}.zip`)),
  );
  for (const path of paths) {
    if (bytesOf(path)?.equals(bytes) !== true) writeAtomically(path, bytes, 0o644);
  }
  return paths;
}

/** Whether a mirror's folder of the provider has `version` in the entry `name`, packed or not. */
export function isPackageOf(name: string, version: string): boolean {
  return name === version || name.startsWith(`${prefix}${version}_`);
}
