import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "The end of an expired key is moved into the future.",
  at: "2030-01-01T00:00:00Z",
  before: [account, createKey("ferry", { expiresAt: "2029-06-01T00:00:00Z" })],
  after: [account, createKey("ferry", { expiresAt: "2030-06-01T00:00:00Z" })],
};
