import { AccessError } from "#access/model/errors.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { adviseSetting, blockWords, type SettingWords } from "./setting-words.ts";
import type { Settings, Surroundings } from "./surroundings.ts";

type Environment = Surroundings["environment"];

/** Where settings are read from, and how messages speak of them. */
export interface SettingSources extends Pick<Surroundings, "environment"> {
  /** @default those of a provider block */
  readonly words?: SettingWords;
}

/** A setting and where it comes from: an argument of the provider block, or a variable of the environment. */
export interface Found {
  readonly value: string;
  readonly source: string;
}

interface Variables {
  /** Belongs to this vendor alone, so it comes first. */
  readonly own: string;
  /** Serves whichever vendor the block names. */
  readonly general: string;
}

function variablesOf({ connection: { endpointVariable, tokenVariable } }: VendorFacts) {
  return {
    endpoint: { own: endpointVariable, general: "ACCESS_ENDPOINT" },
    token: { own: tokenVariable, general: "ACCESS_TOKEN" },
  } satisfies { readonly [setting: string]: Variables };
}

/**
 * The vendor's own variable wins: in a stack of several vendors the general one would send one vendor's token to all.
 * A variable that is set but empty is found too, as a pipeline does that where its secret is missing.
 */
function findVariable(environment: Environment, { own, general }: Variables): Found | undefined {
  const source = [own, general].find((name) => environment[name] !== undefined);
  return source === undefined ? undefined : { value: environment[source] ?? "", source };
}

function findOverridden(environment: Environment, { own, general }: Variables): string | undefined {
  const [first, second] = [own, general].map((name) => environment[name]);
  if (first === undefined || second === undefined || first === second) return undefined;
  return `${own} and ${general} are both set and differ. ${own} is used.`;
}

/** @throws AccessError `endpoint_missing` */
export function findEndpoint(settings: Settings, facts: VendorFacts, sources: SettingSources): Found {
  const { environment, words = blockWords } = sources;
  const source = words.name("endpoint");
  if (!isUnknown(settings.endpoint) && settings.endpoint !== null) return { value: settings.endpoint, source };
  const variables = variablesOf(facts).endpoint;
  const found = findVariable(environment, variables);
  if (found !== undefined && found.value !== "") return found;
  const { defaultEndpoint } = facts.connection;
  if (found === undefined && defaultEndpoint !== undefined) return { value: defaultEndpoint, source };
  const advice = `${adviseSetting(words, "endpoint", `${variables.own} (or ${variables.general})`)}.`;
  const message =
    found === undefined
      ? `No endpoint is configured, and ${facts.title} has no default endpoint.`
      : `The variable ${found.source} is empty.`;
  throw new AccessError("endpoint_missing", message, { advice });
}

/** @throws AccessError `token_missing` */
export function findToken(settings: Settings, facts: VendorFacts, sources: SettingSources): Found {
  const { environment, words = blockWords } = sources;
  const { token: said } = settings;
  const variables = variablesOf(facts).token;
  const found =
    isUnknown(said) || said === null
      ? findVariable(environment, variables)
      : { value: said.open(), source: "`token` of the provider block" };
  if (found !== undefined && found.value !== "") return found;
  const advice = `${adviseSetting(words, "token", `${variables.own} (or ${variables.general})`)}.`;
  const message =
    found === undefined ? `No token for ${facts.title}.` : `No token for ${facts.title}: ${found.source} is empty.`;
  throw new AccessError("token_missing", message, { advice });
}

/** The general variables that the vendor's own ones override with another value, a sentence each. */
export function listOverriddenVariables(
  settings: Settings,
  facts: VendorFacts,
  environment: Environment,
): readonly string[] {
  const { endpoint, token } = variablesOf(facts);
  const fromEnvironment = [
    ...(settings.endpoint === null ? [endpoint] : []),
    ...(settings.token === null ? [token] : []),
  ];
  return fromEnvironment.flatMap((variables) => findOverridden(environment, variables) ?? []);
}
