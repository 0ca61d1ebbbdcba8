// Made by `npm run generate`; edit what it is made from instead.
/** The names that the `vendor` prop accepts. */
export type VendorName = "arize" | "bigeye" | "inkit" | "signoz";
