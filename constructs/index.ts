export { AccessError, type ErrorCode } from "#access/model/errors.ts";
export * from "./constructs.gen.ts";
export type { VendorName } from "./vendor-name.gen.ts";
export * from "./vocabulary.gen.ts";
