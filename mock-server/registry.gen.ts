// Made by `npm run generate`; edit what it is made from instead.
import type { Vendor } from "./shared/vendor.ts";
import { vendor as arize } from "./arize/index.ts";
import { vendor as bigeye } from "./bigeye/index.ts";
import { vendor as inkit } from "./inkit/index.ts";
import { vendor as signoz } from "./signoz/index.ts";

export const vendors: readonly Vendor[] = [arize, bigeye, inkit, signoz];
