import type { Example } from "../example.ts";
import { asCreated, asUnchanged, createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });
const until = { expiresAt: "2030-06-01T00:00:00Z" };
const second = { ...createKey("second", { ...until, serviceAccountId: "account-ferry" }) };

export const example: Example = {
  vendor: "signoz",
  says: "An account with a key gets another one.",
  before: [account, createKey("ferry", until)],
  after: [account, asUnchanged(createKey("ferry", until)), asCreated(second)],
};
