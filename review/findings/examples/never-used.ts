import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry");
const key = createKey("ferry", { expiresAt: "2030-06-01T00:00:00Z" });

export const example: Example = {
  vendor: "signoz",
  says: "A key of the code lies about unused.",
  before: [account, key],
  after: [account, { ...key, traces: { createdAt: "2029-09-01T00:00:00Z", lastUsedAt: null } }],
  drift: {},
};
