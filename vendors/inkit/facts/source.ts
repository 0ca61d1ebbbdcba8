/** The page describes the web app; Inkit does not document the routes. */
export const source = { kind: "analogy", page: "https://docs.inkit.com/docs/add-roles-to-your-api-key" } as const;
