import { createHash } from "node:crypto";
import { join } from "node:path";
import {
  type BundledProvider,
  archiveFileName,
  executableFileName,
  versionFileName,
} from "#constructs/delivery/bundled-provider.ts";
import { hashFiles } from "#constructs/delivery/dirhash.ts";
import { writeAtomically } from "#constructs/delivery/files.ts";
import { providerName } from "#access/model/provider/settings.ts";
import { zipOf } from "./zip.ts";

export interface ProviderBuild {
  /** The whole provider as one CommonJS program that begins with a shebang. */
  readonly bundle: Uint8Array;
  readonly packageVersion: string;
  /** Whether `packageVersion` is its version. Otherwise the hash of the bundle is part of it. */
  readonly isRelease: boolean;
}

/** Writes the provider into `folder`: the program, the package that Terraform installs, and what both are. */
export function writeProviderPackage(
  folder: string,
  { bundle, packageVersion, isRelease }: ProviderBuild,
): BundledProvider {
  const hash = createHash("sha256").update(bundle).digest("hex").slice(0, 12);
  const version = isRelease ? packageVersion : `${packageVersion}-dev.${hash}`;
  // The ending makes it CommonJS for Node whatever the package.json above it says: that is the user's project's.
  const name = `terraform-provider-${providerName}_v${version}.cjs`;
  const built = { version, release: isRelease, h1: hashFiles(new Map([[name, bundle]])) };
  const archive = join(folder, archiveFileName);
  writeAtomically(join(folder, executableFileName), bundle, 0o755);
  writeAtomically(archive, zipOf({ name, bytes: bundle, mode: 0o755 }), 0o644);
  writeAtomically(join(folder, versionFileName), `${JSON.stringify(built, null, 2)}\n`, 0o644);
  return { ...built, archive };
}
