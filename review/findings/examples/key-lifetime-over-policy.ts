import type { Example } from "../example.ts";
import { asCreated, createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "A key for a year is made, and the policy allows 90 days.",
  policy: { keyLifetimeDays: 90 },
  before: [account],
  after: [account, asCreated(createKey("ferry", { expiresIn: "365d", expiresAt: "2031-01-01T00:00:00Z" }))],
};
