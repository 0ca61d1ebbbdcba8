import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const accounts = [createAccount("ferry", { roleIds: [] }), createAccount("raft", { roleIds: [] })];
const values = { expiresAt: "2031-01-01T00:00:00Z", overlap: "1h" };
const moved = createKey("ferry", { ...values, id: "key-new", serviceAccountId: "account-raft" });

export const example: Example = {
  vendor: "signoz",
  says: "A key is given to another account.",
  before: [...accounts, createKey("ferry", values)],
  after: [...accounts, { ...moved, happening: "replaced" }],
};
