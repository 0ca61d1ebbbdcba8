import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

const ci = createAccount("ci-nightly", { roleIds: [] });
const rule = { name: "ci-is-no-admin", never: { subject: "ci-*", reach: { role: "signoz-admin" } } };

export const example: Example = {
  vendor: "signoz",
  says: "The change takes an assertion out of the file.",
  before: [ci],
  after: [ci],
  assertions: [],
  baseAssertions: [rule],
};
