import type { Example } from "../example.ts";
import { asCreated, createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "A key is made, and nothing encrypts its secret.",
  before: [account],
  after: [
    account,
    asCreated(createKey("ferry", { expiresAt: "2030-02-01T00:00:00Z", secret: "(made by the vendor)" })),
  ],
};
