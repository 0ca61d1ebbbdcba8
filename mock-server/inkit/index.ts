import { defineMockVendor } from "../shared/define-vendor.ts";
import { errorReply } from "../shared/endpoint.ts";
import { conventions } from "./endpoint.ts";
import { refuse } from "./errors.ts";
import { openInstance } from "./instance.ts";
import { nouns } from "./nouns.gen.ts";
import { prepareInstance } from "./setup.ts";

/** By analogy: Inkit documents no routes for roles and keys (vendors/inkit/NOTES.md). */
export const vendor = defineMockVendor({
  name: "inkit",
  nouns,
  openInstance,
  prepare: prepareInstance,
  unmatched: () => errorReply(conventions, refuse("route_not_found", "there is no such route"), null),
});
