import { unknown } from "#access/schema/unknown.ts";
import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

export const example: Example = {
  vendor: "signoz",
  says: "An account gets a role whose id comes from elsewhere.",
  before: [createAccount("ferry", { roleIds: [] })],
  after: [createAccount("ferry", { roleIds: [unknown] })],
};
