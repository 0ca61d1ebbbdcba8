/** What the page says of clicks in the web app; there is no page on routes. */
export const source = { kind: "analogy", page: "https://docs.inkit.com/docs/add-roles-to-your-api-key" } as const;
