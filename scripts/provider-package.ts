import { createHash } from "node:crypto";
import { join } from "node:path";
import { zipSync } from "fflate";
import {
  type BundledProvider,
  archiveFileName,
  executableFileName,
  versionFileName,
} from "#constructs/delivery/bundled-provider.ts";
import { hashFiles } from "#constructs/delivery/dirhash.ts";
import { writeAtomically } from "#platform/files.ts";
import { providerName } from "#access/model/provider/settings.ts";

export interface ProviderBuild {
  /** The whole provider as one CommonJS program that begins with a shebang. */
  readonly bundle: Uint8Array;
  readonly packageVersion: string;
  /** Whether `packageVersion` is its version. Otherwise the hash of the bundle is part of it. */
  readonly isRelease: boolean;
}

// ZIP's first year in place of now, so that the same bytes give the same archive. It has no time zone.
const oldest = new Date(1980, 0, 1);
const unix = 3;
const executableFile = 0o100755;

/** A ZIP archive of one executable. */
function pack(name: string, bytes: Uint8Array): Uint8Array {
  return zipSync({ [name]: [bytes, { level: 9, mtime: oldest, os: unix, attrs: (executableFile << 16) >>> 0 }] });
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
  writeAtomically(archive, pack(name, bundle), 0o644);
  writeAtomically(join(folder, versionFileName), `${JSON.stringify(built, null, 2)}\n`, 0o644);
  return { ...built, archive };
}
