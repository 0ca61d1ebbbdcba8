import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });
const shared = { expiresAt: "2030-06-01T00:00:00Z", overlap: "1h" };

export const example: Example = {
  vendor: "signoz",
  says: "A key is rotated.",
  before: [account, createKey("ferry", { id: "key-1", ...shared })],
  after: [account, createKey("ferry", { id: "key-2", ...shared })],
};
