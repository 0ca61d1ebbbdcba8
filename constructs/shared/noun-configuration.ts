import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import type { AccessProvider, IAccessConstruct } from "../access-provider.ts";
import type { OwnArguments } from "../vendor-arguments.ts";
import { Annotations } from "./cdktf.ts";
import { checkConfiguration } from "./configuration.ts";
import { checkRememberedUses } from "./same-account.ts";
import { checkSameVendor } from "./same-vendor.ts";
import { escapeLiterals } from "./literal-text.ts";
import { claimObject } from "./one-owner.ts";
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
  const definition = nounDefinition(type);
  checkConfiguration({ at, definition, facts: provider.facts, ...terms }, config);
  claimUnique(at, definition, config);
  return { ...escapeLiterals(config), provider };
}

/** What two constructs of an account may not both make, by the vendor's facts. */
function claimUnique(at: IAccessConstruct, { type, attributes }: NounDefinition, config: object): void {
  const { uniqueBy = [] } = at.provider.facts.nouns[type] ?? {};
  const values = uniqueBy.map((name) => {
    const value: unknown = Reflect.get(config, name);
    const kind = attributes[name]?.facts.type;
    const format = kind?.kind === "text" ? kind.format : undefined;
    return typeof value === "string" && format?.accepts(value) === true ? format.canonical(value) : value;
  });
  if (uniqueBy.length === 0 || values.some((value) => typeof value !== "string")) return;
  // The last one is its own: those before it say where.
  const [last] = uniqueBy.slice(-1);
  claimObject(at, { type, what: `${last} ${JSON.stringify(values.at(-1))}`, within: values.slice(0, -1) });
}

/** The arguments of a data source: its texts are literal, and the provider is added. */
export function completeLookUp<Config extends object>(
  { provider }: IAccessConstruct,
  config: Config,
): Config & { readonly provider: AccessProvider } {
  return { ...escapeLiterals(config), provider };
}
