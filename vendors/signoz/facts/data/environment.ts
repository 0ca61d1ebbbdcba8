/** How SigNoz is reached: the variables are those of the vendor's own Terraform provider. */
export const environment = {
  endpointVariable: "SIGNOZ_ENDPOINT",
  tokenVariable: "SIGNOZ_ACCESS_TOKEN",
  // No default endpoint: the address of a self-hosted SigNoz or of a cloud workspace is the user's own.
  /** Carries a key. Never beside `Authorization`: where that is sent, the server ignores this one. */
  tokenHeader: "SIGNOZ-API-KEY",
  /** Carries a person's session in place of a key. */
  sessionHeader: "Authorization",
  sessionPrefix: "Bearer ",
} as const;
