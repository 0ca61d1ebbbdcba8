import type { Example } from "../example.ts";
import { asCreated, createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "The policy turns off what is said of keys without an end, and there is one.",
  policy: { severities: { LK201: "off" } },
  before: [account],
  after: [account, asCreated(createKey("ferry"))],
};
