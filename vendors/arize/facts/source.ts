/** The vendor's own clients have the same routes; their types are generated from its API description. */
export const source = { kind: "documented", page: "https://arize.com/docs/ax/rest-reference" } as const;
