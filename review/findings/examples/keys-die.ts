import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "A key is taken out of the code.",
  before: [account, createKey("ferry", { expiresAt: "2030-06-01T00:00:00Z" })],
  after: [account],
};
