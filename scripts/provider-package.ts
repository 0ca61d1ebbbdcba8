import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Zippable, zipSync } from "fflate";
import {
  type BundledProvider,
  archiveFileName,
  executableFileName,
  versionFileName,
} from "#constructs/delivery/bundled-provider.ts";
import { hashFiles } from "#constructs/delivery/dirhash.ts";
import { writeAtomically } from "#platform/files.ts";
import { providerName } from "#access/model/provider/address.ts";

export interface ProviderBuild {
  /** A CommonJS program that begins with a shebang: what Terraform starts. */
  readonly executable: Uint8Array;
  /** What it loads, by the names of the files: they are the same in each version. */
  readonly beside: ReadonlyMap<string, Uint8Array>;
  readonly packageVersion: string;
  /** Whether `packageVersion` is its version. Otherwise the hash of the bundle is part of it. */
  readonly isRelease: boolean;
}

// ZIP's first year in place of now, so that the same bytes give the same archive. It has no time zone.
const oldest = new Date(1980, 0, 1);
const unix = 3;
// Terraform unpacks with these modes.
const executableFile = 0o100755;
const plainFile = 0o100644;

interface Packed {
  readonly bytes: Uint8Array;
  readonly mode: number;
}

/** A ZIP archive of files by their names, the same bytes for the same files. */
function pack(files: ReadonlyMap<string, Packed>): Uint8Array {
  const entries = [...files].map(([name, { bytes, mode }]): [string, Zippable[string]] => [
    name,
    [bytes, { level: 9, mtime: oldest, os: unix, attrs: (mode << 16) >>> 0 }],
  ]);
  return zipSync(Object.fromEntries(entries));
}

/** Writes the provider into `folder`: the program, the package that Terraform installs, and what both are. */
export function writeProviderPackage(
  folder: string,
  { executable, beside: given, packageVersion, isRelease }: ProviderBuild,
): BundledProvider {
  // Libraries are bundled side by side: whichever is done first comes first.
  const beside = new Map([...given].sort(([a], [b]) => (a < b ? -1 : 1)));
  const hash = createHash("sha256").update(executable);
  for (const bytes of beside.values()) hash.update(bytes);
  const version = isRelease ? packageVersion : `${packageVersion}-dev.${hash.digest("hex").slice(0, 12)}`;
  const files = new Map<string, Packed>([
    // The ending makes it CommonJS for Node whatever the package.json above it says: that is the user's project's.
    [`terraform-provider-${providerName}_v${version}.cjs`, { bytes: executable, mode: executableFile }],
    ...[...beside].map(([name, bytes]): [string, Packed] => [name, { bytes, mode: plainFile }]),
  ]);
  const h1 = hashFiles(new Map([...files].map(([name, { bytes }]) => [name, bytes])));
  const built = { version, release: isRelease, h1 };
  const archive = join(folder, archiveFileName);
  for (const [name, bytes] of beside) writeAtomically(join(folder, name), bytes, 0o644);
  writeAtomically(join(folder, executableFileName), executable, 0o755);
  writeAtomically(archive, pack(files), 0o644);
  writeAtomically(join(folder, versionFileName), `${JSON.stringify(built, null, 2)}\n`, 0o644);
  return { ...built, archive };
}
