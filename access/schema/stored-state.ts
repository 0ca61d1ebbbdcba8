/**
 * A state as Terraform stores it: its own names. Numbers are `number`, `bigint` or `Decimal`, by who parsed it.
 */
export type StoredState = { readonly [name: string]: unknown };

/** From the stored form of one version to that of the next. Changes the form, and not what it means. */
export type UpgradeStored = (stored: StoredState) => StoredState;

/** By the version that each begins with. */
export type StateUpgrades = { readonly [fromVersion: number]: UpgradeStored };

/** A noun, as far as its stored form goes. */
export interface StoredForm {
  /** The version that is current. */
  readonly version: number;
  readonly upgrades?: StateUpgrades;
}

export type UpgradeResult =
  /** In the current form. */
  | { readonly kind: "current"; readonly stored: StoredState }
  /** A later version wrote it: nobody here knows its form. */
  | { readonly kind: "newer" }
  /** There is no way from `version` on. */
  | { readonly kind: "stuck"; readonly version: number };

/** Upgrades a stored state, version by version, for whoever reads it: the provider, or a question about a file. */
export function upgradeStored({ version, upgrades }: StoredForm, from: number, given: StoredState): UpgradeResult {
  if (from > version) return { kind: "newer" };
  let stored = given;
  for (let at = from; at < version; at += 1) {
    const upgrade = upgrades !== undefined && Object.hasOwn(upgrades, at) ? upgrades[at] : undefined;
    if (upgrade === undefined) return { kind: "stuck", version: at };
    stored = upgrade(stored);
  }
  return { kind: "current", stored };
}
