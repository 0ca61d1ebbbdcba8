// Made by `npm run generate`; edit what it is made from instead.
/** The vendors that there are, as `vendor` takes them. */
export type VendorName = "bigeye" | "inkit" | "signoz";
