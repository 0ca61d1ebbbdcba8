import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

export const example: Example = {
  vendor: "somebody",
  says: "Nothing is known about how the vendor decides about access.",
  before: [],
  after: [createAccount("ferry")],
};
