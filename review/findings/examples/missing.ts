import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry");
const key = createKey("ferry", { expiresAt: "2030-06-01T00:00:00Z" });

export const example: Example = {
  vendor: "signoz",
  says: "Somebody revokes a key by hand.",
  before: [account, key],
  after: [account],
  drift: {},
};
