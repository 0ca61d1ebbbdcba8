import { join } from "node:path";
import { AccessError } from "#access/model/errors.ts";
import { providerName } from "#access/model/provider/address.ts";
import { readText } from "#platform/files.ts";
import { findPackage } from "./package-folder.ts";

/** The built provider, as `npm run build` describes it in `dist/provider/version.json`. */
export interface BundledProvider {
  /** `0.1.0`, or `0.1.0-dev.HASH` for a build that is not a release. */
  readonly version: string;
  readonly release: boolean;
  /** Go's dirhash of the package, as a lock file records it. */
  readonly h1: string;
  /** Path of the zipped package, which is the same for every platform. */
  readonly archive: string;
}

// Their folder can be used in dev_overrides: only the executable has a name that Terraform looks for.
export const executableFileName = `terraform-provider-${providerName}.cjs`;
/** What the executable loads when Terraform has its handshake. Terraform unpacks it beside the executable. */
export const answerFileName = "answer.cjs";
export const archiveFileName = "package.zip";
export const versionFileName = "version.json";

/**
 * The provider in `dist/provider` of the package that contains `folder`.
 *
 * @throws AccessError if it is not built, or `folder` is not in the package
 */
export function findBundledProvider(folder: string): BundledProvider {
  const built = join(findPackage(folder).folder, "dist", "provider");
  const text = readText(join(built, versionFileName));
  if (text === undefined) throw createNotBuiltError(built, "does not exist");
  const { version, release, h1 }: Partial<BundledProvider> = JSON.parse(text);
  if (version === undefined || h1 === undefined)
    throw createNotBuiltError(join(built, versionFileName), "has no version or h1");
  return { version, release: release === true, h1, archive: join(built, archiveFileName) };
}

function createNotBuiltError(path: string, what: string): AccessError {
  const advice = "In a checkout of latchkey, run `npm run build`; from npm, install the package again.";
  return new AccessError(
    "not_found",
    `The bundled provider cannot be placed beside the stack: ${path} ${what}. ${advice}`,
    { advice },
  );
}
