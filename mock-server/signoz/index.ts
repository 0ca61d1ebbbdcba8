import { failure } from "#vendors/signoz/wire/common.ts";
import { defineMockVendor } from "../shared/define-vendor.ts";
import { openInstance } from "./instance.ts";
import { nouns } from "./nouns.gen.ts";
import { webUi } from "./replies.ts";
import { prepareInstance } from "./setup.ts";
import { signIn } from "./sign-in.ts";

export const vendor = defineMockVendor({
  name: "signoz",
  nouns,
  failure,
  openInstance,
  prepare: prepareInstance,
  signIn,
  unmatched: webUi,
});
