/** The variables are those of the vendor's own MCP server. */
export const environment = {
  endpointVariable: "BIGEYE_API_URL",
  tokenVariable: "BIGEYE_API_KEY",
  /** A dedicated stack is `https://PREFIX.bigeye.com`. */
  defaultEndpoint: "https://app.bigeye.com",
  tokenHeader: "Authorization",
  /** The prefix of the key: lower case, one space. Bigeye rejects `Bearer`. */
  tokenPrefix: "apikey ",
  apiPrefixes: ["/api/v1"],
} as const;
