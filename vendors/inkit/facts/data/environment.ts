/** How Inkit is reached. The variables are ours: the vendor's SDKs read none. */
export const environment = {
  endpointVariable: "INKIT_ENDPOINT",
  tokenVariable: "INKIT_API_TOKEN",
  // No default endpoint: the routes for roles and keys are by analogy, so that nobody's production is asked unawares.
  /** Carries the secret alone: no scheme before it. `Authorization` is not read. */
  tokenHeader: "X-Inkit-API-Token",
} as const;
