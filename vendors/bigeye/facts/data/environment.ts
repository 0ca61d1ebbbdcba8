/** How Bigeye is reached: the variables are those of the vendor's own MCP server. */
export const environment = {
  endpointVariable: "BIGEYE_API_URL",
  tokenVariable: "BIGEYE_API_KEY",
  /** A dedicated stack is `https://PREFIX.bigeye.com`. */
  defaultEndpoint: "https://app.bigeye.com",
  tokenHeader: "Authorization",
  /** Stands before the key: lower case, one blank. `Bearer` is refused. */
  tokenPrefix: "apikey ",
} as const;
