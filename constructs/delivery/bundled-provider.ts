import { join } from "node:path";
import { AccessError } from "#access/model/errors.ts";
import { packageAbove } from "./package-folder.ts";
import { providerName } from "#access/model/provider/settings.ts";
import { textOf } from "./files.ts";

/** What `npm run build` writes of the provider into `dist/provider/version.json`. */
export interface BundledProvider {
  /** `0.1.0`, or `0.1.0-dev.HASH` of a build that is no release. */
  readonly version: string;
  readonly release: boolean;
  /** Go's dirhash of the package, as a lock file records it. */
  readonly h1: string;
  /** Path of the packed package: one for every platform. */
  readonly archive: string;
}

// Their folder serves for dev_overrides: the executable is the one file with a name that Terraform looks for.
export const executableFileName = `terraform-provider-${providerName}.cjs`;
export const archiveFileName = "package.zip";
export const versionFileName = "version.json";

/**
 * The provider that was built with the constructs in `folder`, from `dist/provider` of their package.
 * @throws AccessError where it was not built.
 */
export function bundledProvider(folder: string): BundledProvider {
  const built = join(packageAbove(folder).folder, "dist", "provider");
  const text = textOf(join(built, versionFileName));
  if (text === undefined) throw notBuilt(built, "is not there");
  const { version, release, h1 }: Partial<BundledProvider> = JSON.parse(text);
  if (version === undefined || h1 === undefined) throw notBuilt(join(built, versionFileName), "has no version or h1");
  return { version, release: release === true, h1, archive: join(built, archiveFileName) };
}

function notBuilt(path: string, what: string): AccessError {
  const advice = "In a checkout of latchkey, run `npm run build`; from npm, install the package again.";
  return new AccessError(
    "not_found",
    `The bundled provider cannot be laid beside the stack: ${path} ${what}. ${advice}`,
    {
      advice,
    },
  );
}
