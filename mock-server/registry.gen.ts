// Made by `npm run generate`; edit what it is made from instead.
import { vendor as arize } from "./arize/index.ts";
import { vendor as signoz } from "./signoz/index.ts";
import type { Vendor } from "./vendor.ts";

export const vendors: readonly Vendor[] = [arize, signoz];
