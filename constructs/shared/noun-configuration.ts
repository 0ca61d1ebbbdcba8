import { nounDefinition } from "#vendors/definitions.ts";
import type { AccessProvider, IAccessConstruct } from "../access-provider.ts";
import type { OwnArguments } from "../vendor-arguments.ts";
import { Annotations } from "./cdktf.ts";
import { checkConfiguration } from "./configuration.ts";
import { checkRememberedUses } from "./same-account.ts";
import { checkSameVendor } from "./same-vendor.ts";
import { escapeLiterals } from "./literal-text.ts";
import type { NounTerms } from "./typescript-terms.ts";

/**
 * The arguments that only one vendor has, by their names in the resource; none if `own` is left out. Synth shows their
 * warnings.
 *
 * @throws AccessError if they belong to another vendor
 */
export function readOwnArguments(at: IAccessConstruct, own: OwnArguments | undefined): OwnArguments["values"] {
  if (own === undefined) return {};
  checkSameVendor(at, { what: `\`own\` (${Object.keys(own.values).join(", ")})`, vendor: own.vendor });
  checkRememberedUses(at, own);
  for (const warning of own.warnings ?? []) Annotations.of(at).addWarning(warning);
  return own.values;
}

/** The noun that a construct creates. */
export interface ConstructNoun extends Pick<NounTerms, "props"> {
  /** Its type, as in `access_TYPE`. */
  readonly type: string;
}

/**
 * Checks a configuration against what the noun's definition and the vendor accept, adds the provider, and makes its texts literal.
 *
 * @throws AccessError as `checkConfiguration` does
 */
export function completeConfiguration<Config extends object>(
  at: IAccessConstruct,
  { type, ...terms }: ConstructNoun,
  config: Config,
): Config & { readonly provider: AccessProvider } {
  const { provider } = at;
  checkConfiguration({ at, definition: nounDefinition(type), facts: provider.facts, ...terms }, config);
  return { ...escapeLiterals(config), provider };
}

/** The arguments of a data source: its texts are literal, and the provider is added. */
export function completeLookUp<Config extends object>(
  { provider }: IAccessConstruct,
  config: Config,
): Config & { readonly provider: AccessProvider } {
  return { ...escapeLiterals(config), provider };
}
