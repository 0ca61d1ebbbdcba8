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

/**
 * Scheme and host in lower case, without a default port, the root's dot, a query, credentials or slashes at the end: one
 * spelling for one address, and nothing in it that is secret.
 */
export function normalizeEndpoint(endpoint: string): string {
  if (!URL.canParse(endpoint)) return endpoint;
  const { protocol, host, pathname } = new URL(endpoint);
  return `${protocol}//${host.replace(/\.(?=:\d+$|$)/, "")}${pathname.replace(/\/+$/, "")}`;
}

/** What may be kept and shown of an endpoint that somebody wrote: null if it is no http or https URL. */
export function cleanEndpoint(endpoint: string): string | null {
  return URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol) ? normalizeEndpoint(endpoint) : null;
}

/** Joins what identifies an account. Without an endpoint it is the alias's own, and merges with no other. */
export function createAccountKey({ vendor, alias, endpoint, organization }: AccountSource): AccountKey {
  if (endpoint === null) return JSON.stringify([vendor, { alias }]);
  return JSON.stringify([vendor, normalizeEndpoint(endpoint), organization]);
}
