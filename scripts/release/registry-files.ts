import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { nameReleaseFile, platforms } from "#constructs/delivery/provider-mirror.ts";
import { protocolVersion } from "#terraform/plugin/process/handshake.ts";
import { writeChecksums } from "./checksums.ts";

/**
 * Writes what Terraform's registry takes from a release: the zips, a manifest, and the sums of both, which are signed. Returns
 * the name of the sums. https://developer.hashicorp.com/terraform/registry/providers/publishing
 */
export function writeRegistryFiles(folder: string, { version, archive }: BundledProvider): string {
  const zips = platforms.map((platform) => nameReleaseFile(version, `${platform}.zip`));
  for (const zip of zips) copyFileSync(archive, join(folder, zip));
  const manifest = nameReleaseFile(version, "manifest.json");
  const metadata = { protocol_versions: [`${protocolVersion}.0`] };
  writeFileSync(join(folder, manifest), `${JSON.stringify({ version: 1, metadata }, null, 2)}\n`);
  const sums = nameReleaseFile(version, "SHA256SUMS");
  writeChecksums(folder, sums, [...zips, manifest]);
  return sums;
}
