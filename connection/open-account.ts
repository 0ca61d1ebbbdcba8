import { type ErrorCode, AccessError } from "#access/model/errors.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { providerSettings } from "#access/model/provider/settings.ts";
import { findSettingsErrors } from "#access/model/vendors/configuration-errors.ts";
import type { Trace, Vendor } from "#access/model/vendors/adapter.ts";
import { toSeconds } from "#access/schema/formats.ts";
import { Secret } from "#access/schema/secret.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadVendor } from "#vendors/registry.gen.ts";
import { findEndpoint, findToken, type Found, type SettingSources } from "./account-settings.ts";
import { chooseClock } from "./rehearsal-clock.ts";
import { listHeaderErrors, headersOf } from "./request-headers.ts";
import { adviseSetting, blockWords, type SettingWords } from "./setting-words.ts";
import type { Settings, Surroundings } from "./surroundings.ts";

/** One vendor's account, opened by a provider block or by what takes its place. */
export interface OpenAccount {
  readonly vendor: Vendor;
  /** Without a trailing slash. */
  readonly endpoint: string;
  /** Earlier addresses of the same account. */
  readonly formerEndpoints: readonly string[];
  /** Where the token was found, such as `ACCESS_TOKEN`. */
  readonly tokenSource: string;
  readonly client: unknown;
  /** The same account by another token. */
  connectAs(token: Secret): unknown;
  readonly now: () => Date;
}

const defaultTimeout = "30s";
const defaultRetries = 4n;
const mostRetries = 20n;
// In seconds. A vendor that documents more says so in its facts.
const shortestWindow = 20;

function createError(code: ErrorCode, message: string, advice: string): AccessError {
  return new AccessError(code, message, { advice });
}

/** The facts of the block's vendor. Undefined if the vendor is still unknown. @throws AccessError */
export function factsOf(
  settings: Settings,
  { environment, words = blockWords }: SettingSources,
): VendorFacts | undefined {
  if (isUnknown(settings.vendor)) return undefined;
  const name = settings.vendor ?? environment["ACCESS_VENDOR"];
  const known = Object.keys(vendorFacts).join(", ");
  if (name === undefined || name === "") {
    const advice = `${adviseSetting(words, "vendor", "ACCESS_VENDOR")}, to one of: ${known}.`;
    throw new AccessError("vendor_missing", `${words.name("vendor")} is not set.`, { path: ["vendor"], advice });
  }
  const facts = Object.hasOwn(vendorFacts, name) ? vendorFacts[name] : undefined;
  if (facts === undefined) {
    const source = settings.vendor === null ? "ACCESS_VENDOR" : words.name("vendor");
    const message = `${source} is "${name}"; it must be one of ${known}.`;
    throw new AccessError("vendor_unknown", message, { path: ["vendor"], advice: `Set ${source} to one of them.` });
  }
  return facts;
}

type EndpointSetting = "endpoint" | "formerEndpoints";

function parseEndpoint({ value: text, source }: Found, words: SettingWords, setting: EndpointSetting): string {
  const path = [setting];
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && (url.username !== "" || url.password !== "")) {
    const place = words.place("token") === null ? "the environment" : words.name("token");
    const advice = `Remove the user name and password from the URL. The token belongs in ${place}.`;
    throw new AccessError("endpoint_invalid", `${source} contains credentials.`, { path, advice });
  }
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    const verb = setting === "endpoint" ? "is" : "contains";
    // A query often holds a key. What is no URL, or of another kind, may have one before its @.
    const isCleaned = /^https?:$/.test(url?.protocol ?? "");
    const shown = isCleaned || !text.includes("@") ? (text.split(/[?#]/, 1)[0] ?? "") : "";
    const said = shown === text ? `"${text}"` : `"${shown}" with more, which is not shown`;
    const message = `${source} ${verb} ${said}; it must be an http or https URL without a query.`;
    const advice = "Write the vendor's base URL, including the scheme, such as https://signals.example.com.";
    throw new AccessError("endpoint_invalid", message, { path, advice });
  }
  return text.replace(/\/+$/, "");
}

function parseFormerEndpoint(value: string, words: SettingWords): string {
  return parseEndpoint({ value, source: words.name("formerEndpoints") }, words, "formerEndpoints");
}

/** @throws AccessError `endpoint_invalid`, also if it ends in the vendor's own prefix */
function checkEndpoint(found: Found, facts: VendorFacts | undefined, words: SettingWords): string {
  const endpoint = parseEndpoint(found, words, "endpoint");
  if (facts !== undefined) checkPrefix({ ...found, value: endpoint }, facts);
  return endpoint;
}

/** The texts of a list that are known. */
export function listTexts(texts: Settings["mayDelegate"]): readonly string[] {
  return isUnknown(texts) || texts === null ? [] : texts.filter((one): one is string => !isUnknown(one));
}

/** With the prefix twice, every path would answer 404. */
function checkPrefix({ value: endpoint, source }: Found, { title, connection }: VendorFacts): void {
  const prefix = connection.apiPrefixes.find((one) => endpoint.toLowerCase().endsWith(one));
  if (prefix === undefined) return;
  const base = endpoint.slice(0, -prefix.length);
  const message = `The endpoint is "${endpoint}", which ends in ${prefix}. Latchkey adds that itself: it is a part of each path of ${title}'s API.`;
  throw new AccessError("endpoint_invalid", message, {
    path: ["endpoint"],
    advice: `Set ${source} to "${base}".`,
  });
}

// RFC 9110 section 5.5, without blanks, which a copied token often contains.
const headerValue = /^[\u0021-\u007e]+$/;

function checkToken(token: string, source: string): Secret {
  if (headerValue.test(token)) return new Secret(token);
  const advice = "Copy the token again, without blanks, line breaks or quotation marks around it.";
  const message = `${source} contains a blank, a line break or a character outside ASCII, none of which a header can carry.`;
  // Without a path: Terraform would print the line of the configuration, and with it a token that is written there.
  throw new AccessError("unauthenticated", message, { advice });
}

function timeoutOf({ requestTimeout }: Settings): number {
  const text = isUnknown(requestTimeout) ? null : requestTimeout;
  return toSeconds(text ?? defaultTimeout) * 1000;
}

function retriesOf({ maxRetries }: Settings): number {
  return Number(isUnknown(maxRetries) ? defaultRetries : (maxRetries ?? defaultRetries));
}

/** Like `factsOf`, for a check beside the one that reports a wrong vendor. */
function findFacts(settings: Settings, sources: SettingSources): VendorFacts | undefined {
  try {
    return factsOf(settings, sources);
  } catch {
    return undefined;
  }
}

/** Finds the errors in the block that do not depend on the vendor's API. Unknown values are skipped. */
export function listSettingsErrors(settings: Settings, sources: SettingSources): AccessError[] {
  const { words = blockWords } = sources;
  const errors: AccessError[] = [...findSettingsErrors(providerSettings, settings)];
  const collect = (check: () => unknown): void => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      errors.push(error);
    }
  };
  collect(() => factsOf(settings, sources));
  const { endpoint, formerEndpoints, maxRetries } = settings;
  for (const one of listTexts(formerEndpoints)) collect(() => parseFormerEndpoint(one, words));
  collect(() => {
    if (isUnknown(endpoint) || endpoint === null) return;
    checkEndpoint({ value: endpoint, source: words.name("endpoint") }, findFacts(settings, sources), words);
  });
  if (!isUnknown(maxRetries) && maxRetries !== null && (maxRetries < 0n || maxRetries > mostRetries)) {
    const message = `${words.name("maxRetries")} is ${maxRetries}; it must be from 0 to ${mostRetries}.`;
    errors.push(new AccessError("invalid_value", message, { path: ["maxRetries"] }));
  }
  return [...errors, ...listHeaderErrors(settings)];
}

/** Opens an account without a request to the vendor. @throws AccessError */
export async function openAccount(
  settings: Settings,
  surroundings: Surroundings & SettingSources,
  trace: Trace,
): Promise<OpenAccount> {
  const { words = blockWords } = surroundings;
  const facts = factsOf(settings, surroundings);
  const load = facts === undefined ? undefined : loadVendor[facts.name];
  if (facts === undefined || load === undefined)
    throw createError("vendor_missing", "The vendor is not known yet.", "");
  const endpoint = checkEndpoint(findEndpoint(settings, facts, surroundings), facts, words);
  const now = chooseClock(surroundings, endpoint);
  const { value, source: tokenSource } = findToken(settings, facts, surroundings);
  // Imported here, so that the provider starts faster.
  const { readNetwork } = await import("./network.ts");
  const options = {
    endpoint,
    token: checkToken(value, tokenSource),
    tokenSource,
    longestWait: (facts.connection.rateLimitWait ?? shortestWindow) * 1000,
    requestTimeout: timeoutOf(settings),
    maxRetries: retriesOf(settings),
    headers: headersOf(settings),
    ...(await readNetwork(settings, endpoint, surroundings)),
    now,
    sleep: surroundings.sleep,
    trace,
  };
  const vendor = await load();
  const formerEndpoints = listTexts(settings.formerEndpoints).map((one) => parseFormerEndpoint(one, words));
  const connectAs = (token: Secret): unknown =>
    vendor.connect({ ...options, token, tokenSource: "a key that Latchkey made" });
  return { vendor, endpoint, formerEndpoints, tokenSource, client: vendor.connect(options), connectAs, now };
}
