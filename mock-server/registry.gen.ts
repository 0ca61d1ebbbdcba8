// Made by `npm run generate`; edit what it is made from instead.
import { vendor as arize } from "./arize/index.ts";
import { vendor as bigeye } from "./bigeye/index.ts";
import { vendor as inkit } from "./inkit/index.ts";
import { vendor as signoz } from "./signoz/index.ts";
import type { Vendor } from "./vendor.ts";

export const vendors: readonly Vendor[] = [arize, bigeye, inkit, signoz];
