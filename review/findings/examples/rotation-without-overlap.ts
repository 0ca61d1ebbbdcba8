import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });
const until = { expiresAt: "2030-06-01T00:00:00Z" };

export const example: Example = {
  vendor: "signoz",
  says: "A key without an overlap is rotated.",
  before: [account, createKey("ferry", { id: "key-1", ...until })],
  after: [account, createKey("ferry", { id: "key-2", ...until })],
};
