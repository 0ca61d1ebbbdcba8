import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "The end of a key is moved into the past.",
  before: [account, createKey("ferry", { expiresAt: "2030-06-01T00:00:00Z" })],
  after: [account, createKey("ferry", { expiresAt: "2029-06-01T00:00:00Z" })],
};
