/** The vendor's OpenAPI file has the routes of all its nouns. */
export const source = {
  kind: "documented",
  page: "https://github.com/SigNoz/signoz/blob/main/docs/api/openapi.yml",
} as const;
