import { dirname, join } from "node:path";
import { AccessError } from "#access/model/errors.ts";
import { textOf } from "./files.ts";

export interface Package {
  readonly folder: string;
  readonly version: string;
}

/**
 * The package `latchkey` that the file in `folder` belongs to: the checkout, or what npm installed.
 * @throws AccessError where `folder` is in no such package, as when its code was bundled into another program.
 */
export function packageAbove(folder: string): Package {
  for (let above = folder; ; above = dirname(above)) {
    const text = textOf(join(above, "package.json"));
    const manifest: { name?: string; version?: string } = text === undefined ? {} : JSON.parse(text);
    if (manifest.name === "latchkey" && manifest.version !== undefined)
      return { folder: above, version: manifest.version };
    if (above === dirname(above)) throw outside(folder);
  }
}

function outside(folder: string): AccessError {
  const advice = "Leave latchkey out of your bundle (mark it external), so that it runs from node_modules.";
  return new AccessError(
    "not_found",
    `${folder} is in no package "latchkey", so its provider is not found. ${advice}`,
    {
      advice,
    },
  );
}
