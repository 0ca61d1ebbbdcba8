/** The vendor's OpenAPI file has the routes for every noun. */
export const source = {
  kind: "documented",
  page: "https://github.com/SigNoz/signoz/blob/main/docs/api/openapi.yml",
} as const;
