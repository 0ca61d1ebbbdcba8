import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry");
const key = createKey("ferry", { expiresAt: "2030-06-01T00:00:00Z" });
const traces = { createdAt: "2029-01-01T00:00:00Z", lastUsedAt: "2029-07-01T00:00:00Z" };

export const example: Example = {
  vendor: "signoz",
  says: "What used a key is gone.",
  before: [account, key],
  after: [account, { ...key, traces }],
  drift: {},
};
