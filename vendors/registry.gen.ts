// Made by `npm run generate`; edit what it is made from instead.
import type { Vendor } from "#access/model/vendors/adapter.ts";

/** How each vendor is spoken to. Loaded when a connection is opened: starting up needs none of it. */
export const loadVendor: { readonly [name: string]: () => Promise<Vendor> } = {
  arize: async () => (await import("./arize/vendor.ts")).vendor,
  bigeye: async () => (await import("./bigeye/vendor.ts")).vendor,
  inkit: async () => (await import("./inkit/vendor.ts")).vendor,
  signoz: async () => (await import("./signoz/vendor.ts")).vendor,
};
