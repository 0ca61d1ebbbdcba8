// Made by `npm run generate`; edit what it is made from instead.
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { facts as arize } from "./arize/facts/index.ts";
import { facts as bigeye } from "./bigeye/facts/index.ts";
import { facts as inkit } from "./inkit/facts/index.ts";
import { facts as signoz } from "./signoz/facts/index.ts";

/** What is known of each vendor, by the name that `vendor` takes. */
export const vendorFacts: { readonly [name: string]: VendorFacts } = { arize, bigeye, inkit, signoz };
