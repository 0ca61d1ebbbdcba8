/** Connection settings. The variables are our own: the vendor's SDKs do not read any. */
export const environment = {
  endpointVariable: "INKIT_ENDPOINT",
  tokenVariable: "INKIT_API_TOKEN",
  // No default endpoint: the routes are by analogy and should not reach a production server by accident.
  /** For the secret alone, without a scheme. Inkit does not read `Authorization`. */
  tokenHeader: "X-Inkit-API-Token",
  /** 300 requests a minute for each account, by the vendor's page on rate limits. */
  rateLimitWait: 60,
  apiPrefixes: ["/v1"],
} as const;
