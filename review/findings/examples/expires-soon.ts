import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });
const createdAt = "2029-06-01T00:00:00Z";

export const example: Example = {
  vendor: "signoz",
  says: "The end of a key is moved forward, to two weeks from now.",
  before: [account, createKey("ferry", { createdAt, expiresAt: "2030-06-01T00:00:00Z" })],
  after: [account, createKey("ferry", { createdAt, expiresAt: "2030-01-15T00:00:00Z" })],
};
