import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "A change lets keys work for a year, and the branch allows 90 days.",
  policy: { keyLifetimeDays: 365 },
  basePolicy: { keyLifetimeDays: 90 },
  before: [account],
  after: [account],
};
