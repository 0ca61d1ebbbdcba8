/** One vendor's account, as a source of instances knows it. */
export interface AccountSource {
  readonly vendor: string;
  /** The provider block or option that it comes from: accounts that are not known never merge. */
  readonly alias: string;
  /** Null if the source does not tell. */
  readonly endpoint: string | null;
  /** The vendor's id of the organization; null if the vendor has none or nobody asked. */
  readonly organization: string | null;
}

/** Equal for one account at one vendor, whichever source named it. */
export type AccountKey = string;

interface ReadEndpoint {
  readonly normalized: string;
  readonly isHttp: boolean;
}

function readEndpoint(endpoint: string): ReadEndpoint {
  if (!URL.canParse(endpoint)) return { normalized: endpoint, isHttp: false };
  const { protocol, host, pathname } = new URL(endpoint);
  return {
    normalized: `${protocol}//${host.replace(/\.(?=:\d+$|$)/, "")}${pathname.replace(/\/+$/, "")}`,
    isHttp: /^https?:$/.test(protocol),
  };
}

// Thousands of objects name a few endpoints, and a URL is slow to parse. A hostile document may name thousands.
const mostRemembered = 1_000;
const endpoints = new Map<string, ReadEndpoint>();

function recallEndpoint(endpoint: string): ReadEndpoint {
  let found = endpoints.get(endpoint);
  if (found === undefined) {
    found = readEndpoint(endpoint);
    if (endpoints.size < mostRemembered) endpoints.set(endpoint, found);
  }
  return found;
}

/**
 * Scheme and host in lower case, without a default port, the root's dot, a query, credentials or slashes at the end: one
 * spelling for one address, and nothing in it that is secret.
 */
export function normalizeEndpoint(endpoint: string): string {
  return recallEndpoint(endpoint).normalized;
}

/** What may be kept and shown of an endpoint that somebody wrote: null if it is no http or https URL. */
export function cleanEndpoint(endpoint: string): string | null {
  const { normalized, isHttp } = recallEndpoint(endpoint);
  return isHttp ? normalized : null;
}

function joinAccountKey({ vendor, alias, endpoint, organization }: AccountSource): AccountKey {
  if (endpoint === null) return JSON.stringify([vendor, { alias }]);
  return JSON.stringify([vendor, normalizeEndpoint(endpoint), organization]);
}

/** Many instances are of few accounts. */
const accountKeys = new WeakMap<AccountSource, AccountKey>();

/** Joins what identifies an account. Without an endpoint it is the alias's own, and merges with no other. */
export function createAccountKey(account: AccountSource): AccountKey {
  let key = accountKeys.get(account);
  if (key === undefined) {
    key = joinAccountKey(account);
    accountKeys.set(account, key);
  }
  return key;
}
