/** The types of the vendor's own clients, which are generated from its API's description, have the same routes. */
export const source = { kind: "documented", page: "https://arize.com/docs/ax/rest-reference" } as const;
