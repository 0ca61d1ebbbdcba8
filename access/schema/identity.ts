import type { Attributes } from "./attribute.ts";
import type { StateUpgrades } from "./stored-state.ts";

/** What tells an object from all others of its type, stored beside its state. */
export interface IdentityDefinition {
  /** Incremented when a stored identity needs an upgrade before it can be read; starts at 0. */
  readonly version: number;
  /** The way from each earlier version to the next one. */
  readonly upgrades?: StateUpgrades;
  /** Texts. An import by identity needs the required ones, and may leave out the optional ones. */
  readonly attributes: Attributes;
}
