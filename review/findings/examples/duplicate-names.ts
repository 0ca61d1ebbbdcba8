import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

const account = createAccount("ferry");
const other = { ...account, address: "access_service_account.other", state: { ...account.state, id: "account-other" } };

export const example: Example = {
  vendor: "bigeye",
  says: "Two stacks made an account of the same name.",
  before: [account, other],
  after: [account, other],
  drift: { calm: [account] },
};
