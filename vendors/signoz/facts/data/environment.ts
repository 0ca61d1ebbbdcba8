/** Connection settings. The variables are those of the vendor's own Terraform provider. */
export const environment = {
  endpointVariable: "SIGNOZ_ENDPOINT",
  tokenVariable: "SIGNOZ_ACCESS_TOKEN",
  // No default endpoint: the address of a self-hosted SigNoz or of a cloud workspace is the user's own.
  /** For a key. Never send it with `Authorization`: the server then ignores this header. */
  tokenHeader: "SIGNOZ-API-KEY",
  /** For a user's session instead of a key. */
  sessionHeader: "Authorization",
  sessionPrefix: "Bearer ",
  apiPrefixes: ["/api/v1", "/api/v2"],
} as const;
