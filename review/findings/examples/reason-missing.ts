import type { Example } from "../example.ts";
import { asCreated, bindRole, createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));
const account = createAccount("ferry");

export const example: Example = {
  vendor: "signoz",
  says: "An account gets a role without a reason, and the policy asks for one.",
  beside: ["LK101"],
  policy: { reasonRequired: true },
  before: [reader, account],
  after: [reader, account, asCreated(bindRole("ferry", { roleId: "role-reader", serviceAccountId: "account-ferry" }))],
};
