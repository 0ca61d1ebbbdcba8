import { defineMockVendor } from "../shared/define-vendor.ts";
import { errorReply } from "../shared/endpoint.ts";
import { conventions } from "./endpoint.ts";
import { noRoute } from "./errors.ts";
import { openInstance } from "./instance.ts";
import { nouns } from "./nouns.gen.ts";
import { prepareInstance } from "./setup.ts";

export const vendor = defineMockVendor({
  name: "arize",
  nouns,
  openInstance,
  prepare: prepareInstance,
  // Keys can be neither read one by one, nor changed, nor deleted: those paths are as unknown as any other.
  unmatched: () => errorReply(conventions, noRoute(), null),
});
