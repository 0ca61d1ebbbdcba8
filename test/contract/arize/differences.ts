import type { Difference } from "../ledger.ts";

/** Where the vendor does otherwise than its OpenAPI file says. */
export const differences: readonly Difference[] = [];

/** Routes of the mock that the file does not have. */
export const notInSpec: Readonly<Record<string, string>> = {
  graphql: "GraphQL is beside the REST API; one mutation of it is here (vendors/arize/NOTES.md)",
};
