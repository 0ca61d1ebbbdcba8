import type { Example } from "../example.ts";
import { bindRole, createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));
const account = createAccount("ferry");
const sides = { roleId: "role-reader", serviceAccountId: "account-ferry" };

export const example: Example = {
  vendor: "signoz",
  says: "A binding is made until an instant that has passed.",
  beside: ["LK101"],
  before: [reader, account],
  after: [reader, account, bindRole("ferry", { ...sides, until: "2029-12-01T00:00:00Z" })],
};
