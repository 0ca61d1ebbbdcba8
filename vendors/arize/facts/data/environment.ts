/** How Arize is reached: the variables are those of the vendor's own SDKs. */
export const environment = {
  endpointVariable: "ARIZE_BASE_URL",
  tokenVariable: "ARIZE_API_KEY",
  defaultEndpoint: "https://api.arize.com",
  /** Carries the key on REST, after `tokenScheme` and a space. */
  tokenHeader: "Authorization",
  tokenScheme: "Bearer",
  /** Carries the same key, alone, on GraphQL. */
  graphqlTokenHeader: "x-api-key",
} as const;
