/** The variables are those of the vendor's own SDKs. */
export const environment = {
  endpointVariable: "ARIZE_BASE_URL",
  tokenVariable: "ARIZE_API_KEY",
  defaultEndpoint: "https://api.arize.com",
  /** REST: `tokenScheme`, a space and the key. */
  tokenHeader: "Authorization",
  tokenScheme: "Bearer",
  /** GraphQL: the key alone. */
  graphqlTokenHeader: "x-api-key",
  apiPrefixes: ["/v2"],
} as const;
