import { dirname, join } from "node:path";
import { AccessError } from "#access/model/errors.ts";
import { readText } from "#platform/files.ts";

/** The package `latchkey`. */
export interface Package {
  readonly folder: string;
  readonly version: string;
}

/**
 * The package `latchkey` that contains `folder`: the checkout, or what npm installed.
 *
 * @throws AccessError if `folder` is not in that package, as when its code was bundled into another program
 */
export function findPackage(folder: string): Package {
  for (let above = folder; ; above = dirname(above)) {
    const text = readText(join(above, "package.json"));
    const manifest: { name?: string; version?: string } = text === undefined ? {} : JSON.parse(text);
    if (manifest.name === "latchkey" && manifest.version !== undefined)
      return { folder: above, version: manifest.version };
    if (above === dirname(above)) throw createNotInPackageError(folder);
  }
}

function createNotInPackageError(folder: string): AccessError {
  const advice = "Mark latchkey as external in your bundler, so that it runs from node_modules.";
  return new AccessError(
    "not_found",
    `${folder} is not in the package "latchkey", so its provider cannot be found. ${advice}`,
    { advice },
  );
}
