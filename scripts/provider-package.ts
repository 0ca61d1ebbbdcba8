import { createHash } from "node:crypto";
import { join } from "node:path";
import { type ZipOptions, zipSync } from "fflate";
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
  /** Under which it ships. */
  readonly license: Uint8Array;
  readonly packageVersion: string;
  /** Whether `packageVersion` is its version. Otherwise the hash of the bundle is part of it. */
  readonly isRelease: boolean;
}

// ZIP's first year in place of now, so that the same bytes give the same archive. It has no time zone.
const oldest = new Date(1980, 0, 1);
const unix = 3;
const plainFile = 0o100644;
const executableFile = 0o100755;

/** A ZIP archive of files, of which `executable` can be run. The same files give the same bytes. */
function pack(files: ReadonlyMap<string, Uint8Array>, executable: string): Uint8Array {
  const entries = [...files].map(([name, bytes]): [string, [Uint8Array, ZipOptions]] => {
    const mode = name === executable ? executableFile : plainFile;
    return [name, [bytes, { level: 9, mtime: oldest, os: unix, attrs: (mode << 16) >>> 0 }]];
  });
  return zipSync(Object.fromEntries(entries));
}

/** Writes the provider into `folder`: the program, the package that Terraform installs, and what both are. */
export function writeProviderPackage(
  folder: string,
  { bundle, license, packageVersion, isRelease }: ProviderBuild,
): BundledProvider {
  const hash = createHash("sha256").update(bundle).digest("hex").slice(0, 12);
  const version = isRelease ? packageVersion : `${packageVersion}-dev.${hash}`;
  // The ending makes it CommonJS for Node whatever the package.json above it says: that is the user's project's.
  const name = `terraform-provider-${providerName}_v${version}.cjs`;
  const files = new Map([
    ["LICENSE.txt", license],
    [name, bundle],
  ]);
  const built = { version, release: isRelease, h1: hashFiles(files) };
  const archive = join(folder, archiveFileName);
  writeAtomically(join(folder, executableFileName), bundle, 0o755);
  writeAtomically(archive, pack(files, name), 0o644);
  writeAtomically(join(folder, versionFileName), `${JSON.stringify(built, null, 2)}\n`, 0o644);
  return { ...built, archive };
}
