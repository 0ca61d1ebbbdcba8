import { defineMockVendor } from "../shared/define-vendor.ts";
import { errorReply } from "../shared/endpoint.ts";
import { conventions } from "./endpoint.ts";
import { noRoute } from "./errors.ts";
import { openInstance } from "./instance.ts";
import { nouns } from "./nouns.gen.ts";
import { prepareInstance } from "./setup.ts";

export const vendor = defineMockVendor({
  name: "bigeye",
  nouns,
  openInstance,
  prepare: prepareInstance,
  unmatched: () => errorReply(conventions, noRoute(), null),
});
