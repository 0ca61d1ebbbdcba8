import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

const account = createAccount("ferry");

export const example: Example = {
  vendor: "signoz",
  says: "Two states are given, and both have one account.",
  before: [account],
  after: [account],
  drift: { otherState: [{ ...account, address: "access_service_account.boat" }] },
};
