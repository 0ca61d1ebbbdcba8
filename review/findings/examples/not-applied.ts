import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

const account = createAccount("ferry");

export const example: Example = {
  vendor: "signoz",
  says: "A merged change was not applied yet.",
  before: [account],
  after: [account],
  drift: { code: [account, createAccount("nightly")] },
};
